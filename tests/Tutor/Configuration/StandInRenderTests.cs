using TutorPipeline.Infra.Tests.Terraform;
using TutorPipeline.Model;
using TutorPipeline.Model.Tests.Environment;
using TutorPipeline.Rehearsal.Services;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Images;
using TutorPipeline.Tutor.Registry;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Configuration;

/// <summary>The whole way from a configuration to the objects of a release, with the rehearsal's Tutor and the real kubectl.</summary>
public sealed class StandInRenderTests(StandInRender renders) : IClassFixture<StandInRender>
{
    [Fact]
    public async Task Makes_the_objects_of_a_platform()
    {
        var set = (await renders.FirstOrSkipAsync()).Set;

        Assert.Equal(
            ["caddy", "cms", "cms-worker", "lms", "lms-worker", "meilisearch", "mfe"],
            set.Items.Where(item => item.Key.Kind == "Deployment").Select(item => item.Key.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["cms", "lms", "mysql"], set.JobTemplates.Keys.Order(StringComparer.Ordinal));
        var lms = set.Items.Single(item => item.Key.ToString() == "deployment/lms").Document;
        Assert.Equal(
            "openedx-tutor-courses-yourschool-virginia", (string?)lms["spec"]!["selector"]!["matchLabels"]!["app.kubernetes.io/instance"]);
        Assert.Equal("registry.example/openedx@sha256:1", (string?)lms["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]);
    }

    [Fact]
    public async Task Keeps_every_secret_value_in_secrets()
    {
        var (set, secrets) = await renders.FirstOrSkipAsync();

        Assert.Equal(
            ["openedx-config", "openedx-settings-cms", "openedx-settings-lms"],
            set.Items.Where(item => item.Key.Kind == "Secret" && item.Key.Name.StartsWith("openedx-", StringComparison.Ordinal))
                .Select(item => item.Key.Name[..item.Key.Name.LastIndexOf('-')]).Order(StringComparer.Ordinal));
        var known = new KnownSecretValues(secrets);
        Assert.All(
            set.Items.Where(item => item.Key.Kind != "Secret"), item => Assert.Empty(known.In(item.Document.ToJsonString())));
    }

    [Fact]
    public async Task Gives_a_config_map_another_name_when_what_is_inside_changes()
    {
        var merge = Path.Combine(renders.Folder, "settings_merge.yml");
        await File.WriteAllTextAsync(merge, "FEATURES: {ENABLE_MARKETING: true}\n", TestContext.Current.CancellationToken);

        var before = (await renders.FirstOrSkipAsync()).Set;
        var after = (await renders.RenderOrSkipAsync(SomePlatform.Input() with { SettingsMerge = merge }, "after")).Set;

        string[] Names(ManifestSet set) => [.. set.Items.Where(item => item.Key.Kind is "ConfigMap" or "Secret")
            .Select(item => item.Key.Name)
            .Where(name => name.StartsWith("openedx-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var changed = Names(after).Except(Names(before)).Select(name => name[..name.LastIndexOf('-')]);
        Assert.Equal(["openedx-settings-cms", "openedx-settings-lms"], changed);
    }

    /// <summary>Single lines of secret values, which no object but a Secret may show.</summary>
    private sealed class KnownSecretValues(IReadOnlyList<Secret> secrets)
    {
        public IEnumerable<string> In(string text) => secrets.SelectMany(secret => secret.Reveal().Split('\n'))
            .Where(line => line.Length > 5 && text.Contains(line, StringComparison.Ordinal));
    }
}

/// <summary>Renders, the first time once for all tests.</summary>
public sealed class StandInRender : IDisposable
{
    private readonly RealTools tools = new();
    private readonly Task<FakeSecretStore> store = SomePlatform.StoreAsync();
    private (ManifestSet Set, IReadOnlyList<Secret> Secrets)? first;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("platform-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal async Task<(ManifestSet Set, IReadOnlyList<Secret> Secrets)> FirstOrSkipAsync() =>
        first ??= await RenderOrSkipAsync(SomePlatform.Input(), "first");

    internal async Task<(ManifestSet Set, IReadOnlyList<Secret> Secrets)> RenderOrSkipAsync(PlatformInput input, string name)
    {
        var reason = await StandInTutor.WhyNotAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(reason is not null, reason ?? string.Empty);
        Assert.SkipWhen(
            tools.Find("kubectl") is null, "kubectl is not on PATH; install it: https://kubernetes.io/docs/tasks/tools/");
        var secrets = await store;
        var configured = new ConfigurePlatform(
            _ => Task.FromResult(input with { PluginFolders = [PlatformSettings.Plugins] }), _ => Task.FromResult<ISecretStore?>(secrets),
            new Rehearsed(new TutorCli(tools, StandInTutor.Program, StandInTutor.Version)),
            new PlatformRendering(tools, Path.Combine(Folder, name)), isDryRun: false);
        var rendering = new RenderManifests(
            Reference.Prod, configured, _ => Task.FromResult<(PushedImages?, string?)>((input.Images, "arn")));
        await configured.PlanAsync(new FakeReport(), TestContext.Current.CancellationToken);
        await rendering.PlanAsync(new FakeReport(), TestContext.Current.CancellationToken);
        return (rendering.Set!, configured.Rendered!.Secrets);
    }

    private sealed class Rehearsed(ITutor tutor) : ITutorSource
    {
        public Task<ITutor?> FindAsync(CancellationToken cancellationToken) => Task.FromResult<ITutor?>(tutor);

        public Task<ITutor> EnsureAsync(IStageReport report, CancellationToken cancellationToken) => Task.FromResult(tutor);
    }
}
