using TutorPipeline.Model;
using TutorPipeline.Model.Tests.Environment;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Secrets;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Images;
using TutorPipeline.Tutor.Registry;
using TutorPipeline.Tutor.Tests.Cluster.Manifests;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Configuration;

public sealed class ConfigurePlatformTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("platform-").FullName;
    private readonly SomeTutor tutor = new();
    private readonly SomeKubectl kubectl = new();

    private string Place => Path.Combine(folder, "render");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Names_the_targets_that_it_waits_for()
    {
        var input = SomePlatform.Input() with { Endpoints = new ServiceEndpoints(null, "mongodb.example", null), Images = null };
        var stage = Stage(input, null);

        var plan = await stage.PlanAsync(new FakeReport(), default);

        Assert.Equal(["ProvisionCluster", "ProvisionMySql", "ProvisionRedis", "PushImage"], plan.PlaceholdersFrom);
        Assert.Equal(
            new Change(ChangeKind.Unknown, "config.yml", "(known after ProvisionCluster, ProvisionMySql, ProvisionRedis, PushImage)"),
            Assert.Single(plan.Changes));
        Assert.False(Directory.Exists(Place));
    }

    [Fact]
    public async Task Renders_while_it_plans_when_all_is_known()
    {
        var stage = Stage(SomePlatform.Input(), await SomePlatform.StoreAsync());

        var plan = await stage.PlanAsync(new FakeReport(), default);

        Assert.True(plan.IsApplicable);
        Assert.Equal(Rendered.Yaml, stage.Rendered!.Yaml);
        Assert.Equal("tutor-courses-yourschool-virginia", stage.Rendered.TutorId);
        Assert.Contains("redis", stage.Rendered.ExistingSecrets);
        Assert.Equal("tutor-courses-yourschool-virginia", stage.Rendered.ToString());
    }

    [Fact]
    public async Task Shows_the_configuration_to_its_owner_alone()
    {
        await Stage(SomePlatform.Input(), await SomePlatform.StoreAsync()).PlanAsync(new FakeReport(), default);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Place, "tutor", "config.yml")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Place));
        }
        else
        {
            Assert.Skip("Windows has no modes of files.");
        }
    }

    [Fact]
    public async Task Leaves_no_render_when_tutor_fails()
    {
        var store = await SomePlatform.StoreAsync();
        await Stage(SomePlatform.Input(), store).PlanAsync(new FakeReport(), default);
        tutor.Fails = true;
        var stage = Stage(SomePlatform.Input(), store);

        await Assert.ThrowsAsync<IOException>(() => stage.PlanAsync(new FakeReport(), default));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.Null(stage.Rendered);
    }

    [Fact]
    public async Task Says_what_kustomize_said()
    {
        kubectl.Result = new ToolResult(1, string.Empty, "no such patch.", TimeSpan.Zero);
        var stage = Stage(SomePlatform.Input(), await SomePlatform.StoreAsync());

        var error = await Assert.ThrowsAsync<PlatformConfigurationException>(() => stage.PlanAsync(new FakeReport(), default));

        Assert.Equal(
            "'kubectl kustomize' failed with exit code 1: no such patch. Look for a Tutor plugin that patches the Kubernetes files.", error.Message);
    }

    [Fact]
    public async Task Says_that_kubectl_is_missing()
    {
        kubectl.IsThere = false;
        var stage = Stage(SomePlatform.Input(), await SomePlatform.StoreAsync());

        var error = await Assert.ThrowsAsync<PlatformConfigurationException>(() => stage.PlanAsync(new FakeReport(), default));

        Assert.Equal(
            "kubectl is not on PATH, and it renders Tutor's Kubernetes files. Install it: https://kubernetes.io/docs/tasks/tools/.", error.Message);
    }

    [Fact]
    public async Task Notes_a_store_that_does_not_answer_in_a_dry_run()
    {
        var store = await SomePlatform.StoreAsync();
        store.Failure = new SecretStoreUnavailableException("list", "https://cluster", "no answer", null);

        var plan = await Stage(SomePlatform.Input(), store, isDryRun: true).PlanAsync(new FakeReport(), default);

        Assert.Equal(["SyncSecrets"], plan.PlaceholdersFrom);
        Assert.Equal("Secrets of courses-yourschool-virginia", Assert.Single(plan.NotLookedAt).What);
    }

    [Fact]
    public async Task Installs_tutor_only_when_it_is_applied()
    {
        tutor.IsInstalled = false;
        var stage = Stage(SomePlatform.Input(), await SomePlatform.StoreAsync());

        var plan = await stage.PlanAsync(new FakeReport(), default);
        Assert.Null(stage.Rendered);
        await stage.ApplyAsync(plan, new FakeReport(), default);

        Assert.Equal(Rendered.Yaml, stage.Rendered!.Yaml);
    }

    [Fact]
    public async Task Hands_the_objects_to_the_stages_behind_it()
    {
        var configured = Stage(SomePlatform.Input(), await SomePlatform.StoreAsync());
        await configured.PlanAsync(new FakeReport(), default);
        var stage = new RenderManifests(Reference.Prod, configured, _ => Task.FromResult<(PushedImages?, string?)>(
            (new PushedImages(1, Rendered.Input().Images), "arn")));
        var report = new FakeReport();

        var plan = await stage.PlanAsync(report, default);
        await stage.ApplyAsync(plan, report, default);

        Assert.StartsWith("Manifests of namespace/courses-yourschool-virginia: 2 ConfigMap, 4 Deployment, ", Assert.Single(report.Said), StringComparison.Ordinal);
        Assert.Contains(stage.Set!.Items, item => item.Key.ToString() == "deployment/lms");
    }

    [Fact]
    public async Task Says_what_the_objects_wait_for()
    {
        var configured = Stage(SomePlatform.Input() with { Images = null }, await SomePlatform.StoreAsync());
        await configured.PlanAsync(new FakeReport(), default);
        var stage = new RenderManifests(Reference.Prod, configured, _ => Task.FromResult<(PushedImages?, string?)>((null, null)));

        var plan = await stage.PlanAsync(new FakeReport(), default);

        Assert.Equal(["PushImage", "ProvisionDns"], plan.PlaceholdersFrom);
        Assert.Equal("manifests (known after PushImage, ProvisionDns)", Assert.Single(plan.Changes).Detail);
    }

    private ConfigurePlatform Stage(PlatformInput input, ISecretStore? store, bool isDryRun = false) => new(
        _ => Task.FromResult(input), _ => Task.FromResult(store), tutor, new PlatformRendering(kubectl, Place), isDryRun);

    private sealed class SomeTutor : ITutor, ITutorSource
    {
        public string Identity => "Tutor 21.0.8";

        public bool Fails { get; set; }

        public bool IsInstalled { get; set; } = true;

        public Task<ITutor?> FindAsync(CancellationToken cancellationToken) => Task.FromResult<ITutor?>(IsInstalled ? this : null);

        public Task<ITutor> EnsureAsync(IStageReport report, CancellationToken cancellationToken) => Task.FromResult<ITutor>(this);

        public Task RenderAsync(string root, string pluginsRoot, TutorConfiguration configuration, CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(Path.Combine(root, "env"));
            return Fails ? throw new IOException("no space left on device") : Task.CompletedTask;
        }

        public Task<int> BuildAsync(
            string root, string pluginsRoot, ImageBuild build, IReadOnlyDictionary<string, string?> variables, Action<string> onLine,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ToolResult> InitializeAsync(
            string root, string pluginsRoot, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class SomeKubectl : IToolRunner
    {
        public bool IsThere { get; set; } = true;

        public ToolResult Result { get; set; } = new(0, Rendered.Yaml, string.Empty, TimeSpan.Zero);

        public string? Find(string tool) => IsThere ? tool : null;

        public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
        {
            Assert.Equal("kustomize", invocation.Arguments[0]);
            return Task.FromResult(Result);
        }
    }
}
