using TutorPipeline.Infra;
using TutorPipeline.Infra.Connections;
using TutorPipeline.Model;
using TutorPipeline.Model.Backups;
using TutorPipeline.Model.Environment;
using TutorPipeline.Parameters;
using TutorPipeline.Tutor.Cluster;
using TutorPipeline.Tutor.Cluster.Checks;
using TutorPipeline.Tutor.Cluster.Releases;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Stages;

/// <summary>Makes every stage of one run. Nothing is read before a target asks for its stage.</summary>
/// <param name="environment">The environment, once parameters have their values.</param>
/// <param name="artifacts">The folder <c>artifacts/&lt;env&gt;</c>.</param>
/// <param name="infrastructure">How AWS, states and cluster are reached.</param>
/// <param name="images">Makes the stages of the image.</param>
/// <param name="deploy">Makes the stages of the deploy.</param>
public sealed partial class StageCatalog(
    Func<PlatformEnvironment> environment, Func<string> artifacts, Func<Infrastructure> infrastructure, Func<ImageWork> images,
    Func<DeployWork> deploy)
{
    /// <summary>What comes before the first stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> State() => new StateStage(
        infrastructure().Access, infrastructure().States, environment().Identity.AwsAccountId.Text, infrastructure().Options.IsDryRun);

    /// <summary>A stack that every environment has of its own, or shares with its parent.</summary>
    /// <param name="stack">The stack's name, such as <c>network</c>.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Stack(string stack) => OfTheParent(stack) ?? (stack == "redis"
        ? new FollowedStage(Own(stack), new RedisTokenStage(environment(), infrastructure()))
        : Own(stack));

    /// <summary>The passwords and keys in the cluster.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Secrets() => new SecretsStage(environment(), infrastructure());

    /// <summary>The history of deploys.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Releases() => new LaterStage(async cancellationToken => new ListReleases(
        await infrastructure().ClusterAccessAsync(cancellationToken), environment().Names.Namespace, infrastructure().Options.IsDryRun));

    /// <summary>The platform as its learners see it, and as it answers inside of the cluster.</summary>
    /// <param name="parameters">Where the check from outside connects to.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Platform(ICheckParameters parameters) => new LaterStage(async cancellationToken =>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var access = await infrastructure().ClusterAccessAsync(cancellationToken);
        return new CheckPlatform(
            PlatformHosts.Of(environment(), ImageConfiguration.HasMfe(environment())),
            access is null ? null : new PlatformInside(access, environment().Names.Namespace),
            new CheckDoors(
                parameters.CheckAddress,
                parameters.CheckCdnAddress,
                parameters.CheckTrust is { } file ? Path.GetFullPath(file, parameters.RootDirectory) : null));
    });

    /// <summary>The names of the platform's hosts.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Hosts() => new PointDnsStage(environment(), infrastructure());

    /// <summary>The way of a person to a service.</summary>
    /// <param name="request">What was asked for.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Connect(ConnectionRequest request) => new AnyStage<ConnectionPlan>(new Connection(
        request, ConnectionSettings.From(environment()), ConnectionPlaces.Of(infrastructure()), infrastructure().Tools));

    /// <summary>The storage stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Storage() => Stack("storage");

    /// <summary>The CDN stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Cdn() => Stack("cdn");

    /// <summary>The identity stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Identity() => Stack("identity");

    /// <summary>The mail stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Mail() => Stack("mail");

    /// <summary>The bastion stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Bastion() => Stack("bastion");

    /// <summary>The stages of the image.</summary>
    public ImageWork Images => images();

    /// <summary>The stages of the deploy.</summary>
    public DeployWork Deploy => deploy();

    /// <summary>The chain of custody.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Status() => Deploy.Status(async cancellationToken =>
        new KnownBackups(null, null, await LastVerified(cancellationToken)));

    /// <summary>Reads the verdict on the newest verified backup.</summary>
    public static Func<CancellationToken, Task<BackupVerdict?>> LastVerified => _ => Task.FromResult<BackupVerdict?>(null);

    /// <summary>A stage of the backups.</summary>
    /// <param name="target">The target, such as <c>VerifyBackup</c>.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Backup(string target) => Outline(target, BackupOutline.Of(target, environment()));

    /// <summary>What concerns the repository or a whole environment.</summary>
    /// <param name="target">The target, such as <c>Destroy</c>.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Repository(string target) => Outline(target, RepositoryOutline.Of(target, environment()));

    private AnyStage<StackPlan> Own(string stack) => new(new StackStage(
        cancellationToken => infrastructure().Stacks.DescribeAsync(stack, cancellationToken),
        FolderOf(stack),
        infrastructure().Engine,
        infrastructure().Options)
    {
        Afterwards = Afterwards(stack),
        Existing = async (work, changes, cancellationToken) => await infrastructure().Unrecorded.FindAsync(
            work, changes, await infrastructure().ReadStateAsync(work.StateKey, cancellationToken), cancellationToken),
    });

    private string FolderOf(string stack) => Path.Combine(artifacts(), "stacks", stack);

    private static IStage<StagePlan> Outline(string target, StagePlan plan) => new OutlineStage(target, plan);

    // An additional environment lives in its parent's network and cluster and on its servers; touching them from here would surprise the parent.
    private IStage<StagePlan>? OfTheParent(string stack) =>
        environment().Identity.ParentEnvironment is { } parent && PlatformStacks.SharedWithAdditional.Contains(stack)
            ? new SkippedStage(new Change(ChangeKind.Skip, stack, $"shared with {parent}; change it with --env {parent}"))
            : null;

    // Where a server answers is known once it is there; whoever reads its Secret finds that beside the password.
    private Func<IStageReport, CancellationToken, Task>? Afterwards(string stack) => stack is "mysql" or "mongodb" or "redis"
        ? async (report, cancellationToken) =>
        {
            var secrets = Secrets();
            await secrets.ApplyAsync(await secrets.PlanAsync(report, cancellationToken), report, cancellationToken);
        }
        : null;
}
