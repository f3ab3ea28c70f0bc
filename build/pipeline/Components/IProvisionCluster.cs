namespace TutorPipeline.Components;

/// <summary>The cluster stack: EKS, its nodes and who may use it.</summary>
public interface IProvisionCluster : IHaveStages
{
    /// <summary>Creates or updates the EKS cluster, its compute and its access entries.</summary>
    Target ProvisionCluster => _ => _
        .Description("Creates or updates the EKS cluster, its compute and its access entries")
        .DependsOn<IProvisionNetwork>(x => x.ProvisionNetwork)
        .Carries(() => Stages.Stack("cluster"));
}
