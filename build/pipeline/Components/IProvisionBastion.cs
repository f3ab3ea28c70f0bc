namespace TutorPipeline.Components;

/// <summary>The bastion stack: the way to the databases for people.</summary>
public interface IProvisionBastion : IHaveStages
{
    /// <summary>Creates or updates the bastion host and its name.</summary>
    Target ProvisionBastion => _ => _
        .Description("Creates or updates the bastion host and its name")
        .DependsOn<IProvisionNetwork>(x => x.ProvisionNetwork)
        .DependsOn<IProvisionDns>(x => x.ProvisionDns)
        .Carries(() => Stages.Bastion());
}
