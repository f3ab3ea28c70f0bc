using TutorPipeline.Stages;

namespace TutorPipeline.Components;

/// <summary>The guard before migrations: no change of a platform with data without a verified backup.</summary>
public interface ICheckRecoveryPoint : IHaveStages
{
    /// <summary>Refuses to go on when a platform that has data has no verified backup.</summary>
    Target CheckRecoveryPoint => _ => _
        .Description("Refuses to go on when a platform that has data has no verified backup")
        .After<IRenderManifests>(x => x.RenderManifests)
        .Carries(() => Stages.Deploy.CheckRecoveryPoint(StageCatalog.LastVerified));
}
