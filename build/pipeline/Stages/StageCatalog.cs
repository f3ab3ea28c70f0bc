using TutorPipeline.Infra;
using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Stacks;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Backups;
using TutorPipeline.Tutor.Cluster;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Stages;

/// <summary>Makes every stage of one run. Nothing is read before a target asks for its stage.</summary>
/// <param name="environment">The environment, once parameters have their values.</param>
/// <param name="artifacts">The folder <c>artifacts/&lt;env&gt;</c>.</param>
/// <param name="engine">Carries out stacks.</param>
public sealed class StageCatalog(Func<PlatformEnvironment> environment, Func<string> artifacts, Func<IInfrastructureEngine> engine)
{
    /// <summary>The network stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Network() => Shared("ProvisionNetwork", "network", e => Infra.Stacks.Network.Define(NetworkSettings.From(e)));

    /// <summary>The cluster stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Cluster() => Shared("ProvisionCluster", "cluster", e =>
        Infra.Stacks.Cluster.Define(ClusterSettings.From(e), Infra.Stacks.Network.Placeholders(NetworkSettings.From(e))));

    /// <summary>The registry stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Registry() => Stack("ProvisionRegistry", Infra.Stacks.Registry.Define(RegistrySettings.From(environment())));

    /// <summary>The DNS stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Dns() => Stack(
        "ProvisionDns", Infra.Stacks.Dns.Define(DnsSettings.From(environment()), Infra.Stacks.Dns.UnknownParent));

    /// <summary>The MySQL stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> MySql() => Shared("ProvisionMySql", "mysql", e =>
        Infra.Stacks.MySql.Define(MySqlSettings.From(e), NetworkOf(e), DnsOf(e)));

    /// <summary>The MongoDB stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> MongoDb() => Shared("ProvisionMongoDb", "mongodb", e =>
        Infra.Stacks.MongoDb.Define(MongoDbSettings.From(e), NetworkOf(e), DnsOf(e)));

    /// <summary>The Redis stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Redis() => Stack(
        "ProvisionRedis",
        Infra.Stacks.Redis.Define(RedisSettings.From(environment()), NetworkOf(environment()), DnsOf(environment())));

    /// <summary>The storage stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Storage() => Outline("ProvisionStorage", StackOutlines.Of("storage", environment()));

    /// <summary>The CDN stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Cdn() => Outline("ProvisionCdn", StackOutlines.Of("cdn", environment()));

    /// <summary>The identity stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Identity() => Outline("ProvisionIdentity", StackOutlines.Of("identity", environment()));

    /// <summary>The mail stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Mail() => Outline("ProvisionMail", StackOutlines.Of("mail", environment()));

    /// <summary>The bastion stack.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Bastion() => SharedOutline("ProvisionBastion", "bastion");

    /// <summary>A stage of the image.</summary>
    /// <param name="target">The target, such as <c>BuildImage</c>.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Image(string target) => Outline(target, ImageOutline.Of(target, environment()));

    /// <summary>A stage of the deploy, or what is asked of a running platform.</summary>
    /// <param name="target">The target, such as <c>ApplyManifests</c>.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Deploy(string target) => Outline(target, DeployOutline.Of(target, environment()));

    /// <summary>A stage of the backups.</summary>
    /// <param name="target">The target, such as <c>VerifyBackup</c>.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Backup(string target) => Outline(target, BackupOutline.Of(target, environment()));

    /// <summary>What concerns the repository or a whole environment.</summary>
    /// <param name="target">The target, such as <c>Destroy</c>.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Repository(string target) => Outline(target, RepositoryOutline.Of(target, environment()));

    private static Upstream<NetworkOutputs> NetworkOf(PlatformEnvironment e) => Infra.Stacks.Network.Placeholders(NetworkSettings.From(e));

    private static Upstream<DnsOutputs> DnsOf(PlatformEnvironment e) => Infra.Stacks.Dns.Placeholders(DnsSettings.From(e));

    private static OutlineStage Outline(string target, StagePlan plan) => new(target, plan);

    // An additional environment lives in its parent's network and cluster and on its servers; touching them from here would surprise the parent.
    private IStage<StagePlan> Shared(string target, string stack, Func<PlatformEnvironment, StackDefinition> define) =>
        OfTheParent(stack) ?? Stack(target, define(environment()));

    private IStage<StagePlan> SharedOutline(string target, string stack) =>
        OfTheParent(stack) ?? Outline(target, StackOutlines.Of(stack, environment()));

    private IStage<StagePlan>? OfTheParent(string stack) => environment().Identity.ParentEnvironment is { } parent
        ? new SkippedStage(new Change(ChangeKind.Skip, stack, $"shared with {parent}; change it with --env {parent}"))
        : null;

    private StackStage Stack(string target, StackDefinition stack) =>
        new(target, stack, Path.Combine(artifacts(), "stacks", stack.Name), engine());
}
