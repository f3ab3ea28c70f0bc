namespace TutorPipeline.Components;

/// <summary>The MongoDB stack: DocumentDB.</summary>
public interface IProvisionMongoDb : IHaveStages
{
    /// <summary>Creates or updates the DocumentDB cluster and its friendly names.</summary>
    Target ProvisionMongoDb => _ => _
        .Description("Creates or updates the DocumentDB cluster and its friendly names")
        .DependsOn<IProvisionNetwork>(x => x.ProvisionNetwork)
        .DependsOn<IProvisionDns>(x => x.ProvisionDns)
        .DependsOn<ISyncSecrets>(x => x.SyncSecrets)
        .Carries(() => Stages.Stack("mongodb"));
}
