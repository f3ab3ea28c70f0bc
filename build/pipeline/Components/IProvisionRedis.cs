namespace TutorPipeline.Components;

/// <summary>The Redis stack: ElastiCache.</summary>
public interface IProvisionRedis : IHaveStages
{
    /// <summary>Creates or updates the ElastiCache replication group and its friendly names.</summary>
    Target ProvisionRedis => _ => _
        .Description("Creates or updates the ElastiCache replication group and its friendly names")
        .DependsOn<IProvisionNetwork>(x => x.ProvisionNetwork)
        .DependsOn<IProvisionDns>(x => x.ProvisionDns)
        .DependsOn<ISyncSecrets>(x => x.SyncSecrets)
        .Carries(() => Stages.Stack("redis"));
}
