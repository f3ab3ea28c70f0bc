namespace TutorPipeline.Components;

/// <summary>The MySQL stack: RDS.</summary>
public interface IProvisionMySql : IHaveStages
{
    /// <summary>Creates or updates the RDS MySQL server and its friendly name.</summary>
    Target ProvisionMySql => _ => _
        .Description("Creates or updates the RDS MySQL server and its friendly name")
        .DependsOn<IProvisionNetwork>(x => x.ProvisionNetwork)
        .DependsOn<IProvisionDns>(x => x.ProvisionDns)
        .DependsOn<ISyncSecrets>(x => x.SyncSecrets)
        .Carries(() => Stages.Stack("mysql"));
}
