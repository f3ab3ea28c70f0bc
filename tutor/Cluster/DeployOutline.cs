using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster;

/// <summary>What the stages of the deploy would do, as far as configuration alone tells.</summary>
public static class DeployOutline
{
    private static readonly string[] Secrets =
        ["mysql-root", "mysql-openedx", "mongodb-admin", "redis", "s3-openedx-storage", "admin-edx", "jwt", "edx-secret-key", "edx-api"];

    /// <summary>The outline of a deploy stage.</summary>
    /// <param name="target">The target, such as <c>ApplyManifests</c>.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stage.</exception>
    public static StagePlan Of(string target, PlatformEnvironment environment)
    {
        var names = environment.Names;
        return target switch
        {
            "SyncSecrets" => Plan(Secrets.Select(s => new Change(
                ChangeKind.Unknown, $"secret/{names.Namespace}/{s}", "created when it is missing, never overwritten (known after ProvisionCluster)"))),
            "ConfigurePlatform" => Run(
                "config.yml",
                $"LMS {names.LmsHost}, Studio {names.StudioHost}, {names.TutorId}; "
                + "endpoints (known after ProvisionMySql, ProvisionMongoDb, ProvisionRedis)"),
            "RenderManifests" => Run($"namespace/{names.Namespace}", "manifests (known after ConfigurePlatform)"),
            "ApplyManifests" => Run($"namespace/{names.Namespace}", "server-side apply, then every rollout is waited for"),
            "InitializePlatform" => Run(
                "init", "migrations, theme, administrator; skipped when image, configuration and plugins are those of the last one"),
            "Rollback" => Run($"namespace/{names.Namespace}", "the manifests of an earlier release"),
            "RotateSecret" => Run($"namespace/{names.Namespace}", "a new value of one secret; restarts what reads it"),
            "Status" => Run($"namespace/{names.Namespace}", "sources, image, release, backup and verification side by side"),
            _ => throw new ArgumentOutOfRangeException(nameof(target), target, "There is no outline of this stage."),
        };
    }

    private static NotLookedAt Live { get; } = new(
        "the live cluster", "this version does not talk to it yet", "a later version of the pipeline; see CHANGELOG.md");

    private static StagePlan Run(string subject, string detail) => Plan([new Change(ChangeKind.Run, subject, detail)]);

    private static StagePlan Plan(IEnumerable<Change> changes) => new([.. changes], [Live], []);
}
