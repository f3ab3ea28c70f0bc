using TutorPipeline.Model;
using TutorPipeline.Model.Backups;
using TutorPipeline.Model.Environment;
using TutorPipeline.Parameters;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;
using TutorPipeline.Tutor.Cluster.Rollout;
using TutorPipeline.Tutor.Cluster.Secrets;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Stages;

/// <summary>Puts the stages of the deploy together. What several of them need is made once a run.</summary>
public sealed class DeployWork : IDisposable
{
    private readonly PlatformEnvironment environment;
    private readonly IEnvironmentParameters parameters;
    private readonly Infrastructure infrastructure;
    private readonly ImagePlaces places;
    private readonly DeployInput input;
    private readonly PlatformRendering rendering;
    private readonly ConfigurePlatform configure;
    private readonly RenderManifests render;
    private readonly InitializationWork initialization;

    /// <summary>Puts it together; nothing is asked before a stage needs it.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="parameters">How the deploy goes about it.</param>
    /// <param name="infrastructure">How outputs and the cluster are reached.</param>
    /// <param name="images">Where Tutor comes from.</param>
    /// <param name="places">Where files are.</param>
    public DeployWork(
        PlatformEnvironment environment, IEnvironmentParameters parameters, Infrastructure infrastructure, ImageWork images, ImagePlaces places)
    {
        (this.environment, this.parameters, this.infrastructure, this.places) = (environment, parameters, infrastructure, places);
        input = new DeployInput(environment, parameters, infrastructure, places);
        rendering = new PlatformRendering(infrastructure.Tools, new RenderFolders(places.Renders).Own);
        configure = new ConfigurePlatform(
            input.ReadAsync, infrastructure.SecretsAsync, images.Tutors, rendering, infrastructure.Options.IsDryRun);
        render = new RenderManifests(environment, configure, input.KnownAsync);
        initialization = new InitializationWork(
            environment, parameters, infrastructure, () => KnownSecrets, secrets => new TutorTasks(rendering, images.Tutors, secrets));
    }

    /// <summary>Makes new values of one Secret.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> RotateSecret() => new LaterStage(async cancellationToken => new AnyStage<RotationPlan>(
        new RotateSecret(environment, parameters.Secret, await infrastructure.SecretsAsync(cancellationToken))));

    /// <summary>Renders Tutor's environment of the running platform.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> ConfigurePlatform() => new AnyStage<ConfigurePlatformPlan>(configure);

    /// <summary>Makes the objects of a release.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> RenderManifests() => new AnyStage<RenderManifestsPlan>(render);

    /// <summary>Refuses to go on with a platform that has data and no verified backup.</summary>
    /// <param name="lastVerified">Reads the verdict on the newest verified backup.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> CheckRecoveryPoint(Func<CancellationToken, Task<BackupVerdict?>> lastVerified)
    {
        async Task<PlatformTables?> Tables(CancellationToken cancellationToken) =>
            await infrastructure.ClusterAccessAsync(cancellationToken) is { } access
                ? new PlatformTables(access, environment.Names.Namespace, KnownSecrets) : null;
        return new RecoveryPointStage(new RecoveryPointQuestion(
            environment.Identity.Name.Text,
            $"s3://{environment.Names.BackupBucket}/{environment.Identity.Name}/",
            environment.Backup.MaximumAge,
            infrastructure.Options.IsDryRun,
            parameters.WithoutBackup,
            async cancellationToken => await Tables(cancellationToken) is not { } tables ? null
                : await tables.AreRememberedAsync(cancellationToken) == true ? PlatformMemory.Initialized : PlatformMemory.Unknown,
            async (report, cancellationToken) => await (await Tables(cancellationToken))!.AskAsync(
                render.Set ?? throw new NothingToAskWithException(environment.Identity.Name.Text), report, cancellationToken),
            lastVerified,
            () => DateTimeOffset.UtcNow));
    }

    /// <summary>Brings them to the cluster.</summary>
    /// <param name="exit">Sets the exit code of the run.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> ApplyManifests(Action<int> exit) => new DeployStage(
        infrastructure, access => new ApplyManifests(
            access, null, Request(Current, Origin) with { BeforeWorkloads = initialization.RunAsync }, Rollout(access)),
        () =>
        {
            if (parameters.DiffExitCode)
            {
                exit(3);
            }
        });

    /// <summary>Runs Tutor's tasks, sets the theme, and makes the administrator.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> InitializePlatform() => initialization.Stage(() => render.Set);

    /// <summary>Goes back to a release.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Rollback() => new RollbackStage(
        environment.Names.Namespace, parameters.Release, infrastructure,
        (access, manifests, origin) => new ApplyManifests(access, null, Request(manifests, origin), Rollout(access)), Caller.Who);

    /// <summary>Shows the chain of custody.</summary>
    /// <param name="backups">Reads what is known of the backups.</param>
    /// <returns>The stage.</returns>
    internal IStage<StagePlan> Status(Func<CancellationToken, Task<KnownBackups>> backups) => new StatusStage(
        $"platform/{environment.Identity.Name}",
        new CustodyReading(environment, parameters, infrastructure, input.SourcesAsync, backups).ReadAsync,
        infrastructure.Options.IsDryRun);

    /// <summary>Removes what was rendered: it holds secrets.</summary>
    public void Dispose() => rendering.Dispose();

    private DeployCaller Caller => DeployCaller.Here(places.Root);

    private IReadOnlyList<Secret> KnownSecrets => [.. SecretReading.Of(parameters).Values, .. configure.Rendered?.Secrets ?? []];

    private WatchedRollout Rollout(ClusterAccess? access) => new(access!, KnownSecrets);

    private Task<ManifestSet?> Current(CancellationToken cancellationToken) => Task.FromResult(render.Set);

    private async Task<ReleaseOrigin> Origin(CancellationToken cancellationToken)
    {
        var images = await PushedImages.ReadAsync(places.PushedImages, cancellationToken);
        return new ReleaseOrigin(
            Caller.Who, Caller.Commit, (images?.Images ?? []).ToDictionary(image => image.Name, image => image.Reference),
            await input.SourcesAsync(cancellationToken), ReleaseFacts.ConfigurationHash(render.Set!));
    }

    private DeployRequest Request(
        Func<CancellationToken, Task<ManifestSet?>> manifests, Func<CancellationToken, Task<ReleaseOrigin>> origin) =>
        new(environment.Names.Namespace, manifests, origin)
        {
            Adopts = parameters.Adopt,
            ForceManagers = parameters.ForceManagers,
            OnFailure = parameters.OnFailure,
            KnownSecrets = KnownSecrets,
            ShowsDifferences = infrastructure.Options.IsDryRun,
        };
}
