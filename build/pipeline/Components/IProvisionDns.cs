namespace TutorPipeline.Components;

/// <summary>The DNS stack: the environment's zone, its delegation and its certificates.</summary>
public interface IProvisionDns : IHaveStages
{
    /// <summary>Creates or updates the hosted zone, its delegation and the certificates in both regions.</summary>
    Target ProvisionDns => _ => _
        .Description("Creates or updates the hosted zone, its delegation and the certificates in both regions")
        .DependsOn<IProvisionNetwork>(x => x.ProvisionNetwork)
        .DependsOn<IPrepareState>(x => x.PrepareState)
        .Carries(() => Stages.Stack("dns"));
}
