namespace TutorPipeline.Components;

/// <summary>The chain of custody.</summary>
public interface IStatus : IHaveStages
{
    /// <summary>Shows sources, image, release, backup and verification side by side.</summary>
    Target Status => _ => _
        .Description("Shows sources, image, release, backup and verification side by side")
        .Carries(() => Stages.Status());
}
