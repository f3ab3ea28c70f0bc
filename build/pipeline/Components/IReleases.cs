namespace TutorPipeline.Components;

/// <summary>The history of deploys.</summary>
public interface IReleases : IHaveStages
{
    /// <summary>Lists the releases: image, sources, who, when, result.</summary>
    Target Releases => _ => _
        .Description("Lists the releases: image, sources, who, when, result")
        .Carries(() => Stages.Releases());
}
