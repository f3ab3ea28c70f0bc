using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>A release was applied, at least in part, and does not run.</summary>
public sealed class DeployFailedException : PipelineException
{
    private DeployFailedException(Release release, PipelineException cause, string outcome)
        : base($"{cause.Message}\n{outcome}", cause) => Release = release;

    /// <summary>The release that failed.</summary>
    public Release Release { get; }

    /// <summary>The release that runs again instead; null when there is none.</summary>
    public Release? Restored { get; private init; }

    internal static DeployFailedException RolledBack(string namespaceName, Release release, Release restored, PipelineException cause) =>
        new(
            release, cause,
            $"Release {release.Number} of {namespaceName} failed and was rolled back: release {restored.Number} runs again. Mend the "
            + "cause, then deploy again; to look at a failed release in the cluster, deploy with --on-failure keep.")
        {
            Restored = restored,
        };

    internal static DeployFailedException Kept(string namespaceName, Release release, PipelineException cause) => new(
        release, cause,
        $"Release {release.Number} of {namespaceName} failed and was kept as it is, as --on-failure keep asks. Go back to the last healthy "
        + "release with ./build.sh Rollback, or mend the cause and deploy again.");

    internal static DeployFailedException First(string namespaceName, Release release, PipelineException cause) => new(
        release, cause,
        $"Release {release.Number} of {namespaceName} failed, and there is no healthy release to go back to, so it was kept as it is. "
        + "Mend the cause and deploy again: it continues.");

    internal static DeployFailedException Stuck(string namespaceName, Release release, PipelineException cause, PipelineException second) =>
        new(
        release, cause,
        $"Release {release.Number} of {namespaceName} failed, and going back failed too: {second.Message}\nSome objects may be of one "
        + "release and some of another. Mend both causes, then deploy again or run ./build.sh Rollback.");
}
