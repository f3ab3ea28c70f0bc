namespace TutorPipeline.Components;

/// <summary>The rollout.</summary>
public interface IApplyManifests : IHaveStages
{
    /// <summary>Applies the manifests server-side and waits for every rollout, or rolls back.</summary>
    Target ApplyManifests => _ => _
        .Description("Applies the manifests server-side and waits for every rollout, or rolls back")
        .DependsOn<IRenderManifests>(x => x.RenderManifests)
        .DependsOn<ICheckRecoveryPoint>(x => x.CheckRecoveryPoint)
        .Carries(() => Stages.Deploy.ApplyManifests(Exit));
}
