using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster;

/// <summary>What is asked of a running platform, as far as configuration alone tells.</summary>
public static class DeployOutline
{
    /// <summary>The outline of a deploy stage.</summary>
    /// <param name="target">The target, such as <c>Status</c>.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stage.</exception>
    public static StagePlan Of(string target, PlatformEnvironment environment)
    {
        var names = environment.Names;
        return target switch
        {
            "Status" => Run($"namespace/{names.Namespace}", "sources, image, release, backup and verification side by side"),
            _ => throw new ArgumentOutOfRangeException(nameof(target), target, "There is no outline of this stage."),
        };
    }

    private static NotLookedAt Live { get; } = new(
        "the live cluster", "this version does not talk to it yet", "a later version of the pipeline; see CHANGELOG.md");

    private static StagePlan Run(string subject, string detail) => Plan([new Change(ChangeKind.Run, subject, detail)]);

    private static StagePlan Plan(IEnumerable<Change> changes) => new([.. changes], [Live], []);
}
