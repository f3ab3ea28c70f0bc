namespace TutorPipeline.Components;

/// <summary>Passwords and keys, kept in the cluster's Secrets.</summary>
public interface ISyncSecrets : IHaveStages
{
    /// <summary>Generates the missing passwords and keys in the cluster's Secrets; overwrites none.</summary>
    Target SyncSecrets => _ => _
        .Description("Generates the missing passwords and keys in the cluster's Secrets; overwrites none")
        .DependsOn<IProvisionCluster>(x => x.ProvisionCluster)
        .Carries(() => Stages.Secrets());
}
