using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Parameters;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Stages;

/// <summary>Puts the platform's first tasks together, for their own target and for the first deploy, which cannot do without.</summary>
/// <param name="environment">The environment.</param>
/// <param name="parameters">When tasks run.</param>
/// <param name="infrastructure">How the cluster is reached.</param>
/// <param name="known">The secrets that are known by now.</param>
/// <param name="tasks">Makes what lists Tutor's own tasks, of the secrets that are masked.</param>
internal sealed class InitializationWork(
    PlatformEnvironment environment,
    IEnvironmentParameters parameters,
    Infrastructure infrastructure,
    Func<IReadOnlyList<Secret>> known,
    Func<IReadOnlyCollection<Secret>, IInitializationTasks> tasks)
{
    /// <summary>The stage of its own.</summary>
    /// <param name="current">The objects of the release; null while they are not known.</param>
    public IStage<StagePlan> Stage(Func<ManifestSet?> current) => new InitializationStage(this, infrastructure, current);

    /// <summary>
    /// Runs them now, for a platform whose first workloads would wait for their tables in vain; later, only what tells the servers a changed
    /// password.
    /// </summary>
    public async Task RunAsync(ManifestSet set, bool isFirst, IStageReport report, CancellationToken cancellationToken)
    {
        var stage = Make((await infrastructure.ClusterAccessAsync(cancellationToken))!, set);
        if (!isFirst)
        {
            await stage.PrepareAsync(report, cancellationToken);
            return;
        }

        var plan = await stage.PlanAsync(report, cancellationToken);
        foreach (var change in plan.Changes)
        {
            report.Information($"first deploy: {change.Kind.ToString().ToLowerInvariant()} {change.Subject}{(change.Detail is { } detail ? $": {detail}" : "")}");
        }

        await stage.ApplyAsync(plan, report, cancellationToken);
    }

    /// <summary>Makes the stage for a release.</summary>
    public InitializePlatform Make(ClusterAccess access, ManifestSet set)
    {
        var image = environment.Image;
        var theme = environment.Deploy.Theme ?? (image.Themes is [{ } only] ? only.Name : null);
        var fingerprint = new InitializationFingerprint(ReleaseFacts.Images(set), ReleaseFacts.ConfigurationHash(set), image.TutorPlugins, image.TutorVersion, theme);
        var hosts = new[] { environment.Names.LmsHost.Text, environment.Names.StudioHost.Text };
        var secrets = known();
        return new InitializePlatform(access, new InitializationRequest(
            set, fingerprint, parameters.Init, tasks(secrets), theme is null ? null : OwnTasks.Theme(theme, hosts), secrets)
        {
            Preparations = [OwnTasks.MySqlUser(), OwnTasks.MongoDbUser()],
        });
    }
}
