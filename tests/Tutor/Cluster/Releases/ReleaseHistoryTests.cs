using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;
using TutorPipeline.Tutor.Cluster.Secrets;
using TutorPipeline.Tutor.Tests.Cluster.Apply;

namespace TutorPipeline.Tutor.Tests.Cluster.Releases;

public sealed class ReleaseHistoryTests(AnyCluster cluster) : ClusterTest(cluster)
{
    private static readonly ReleaseOrigin Origin = new(
        "alice", "abc123", new Dictionary<string, string> { ["openedx"] = "registry/openedx@sha256:1" },
        new Dictionary<string, string> { ["edx-platform"] = "def456" }, "cafe");

    [Fact]
    public async Task A_release_gives_back_exactly_what_was_applied()
    {
        await MakeNamespaceAsync();
        var set = Set(Namespace(), ConfigMap("settings", """{"a.py":"Ünïcode = '<&>'\n"}"""), Deployment("lms")) with
        {
            JobTemplates = new Dictionary<string, Manifest> { ["lms"] = ConfigMap("lms-job") },
        };
        var history = History();
        var release = await history.AddAsync(set, Origin, Token);
        var loaded = await history.LoadAsync(release.Number, Token);
        Assert.Equal((set.NamespaceName, set.TutorId), (loaded.NamespaceName, loaded.TutorId));
        Assert.Equal(set.Items.Select(item => item.Document.ToJsonString()), loaded.Items.Select(item => item.Document.ToJsonString()));
        Assert.Equal(set.JobTemplates["lms"].Document.ToJsonString(), Assert.Single(loaded.JobTemplates).Value.Document.ToJsonString());
        Assert.Equal(ManifestArchive.Write(set), ManifestArchive.Write(loaded));
    }

    [Fact]
    public async Task Releases_are_numbered_and_listed_with_how_they_ended()
    {
        await MakeNamespaceAsync();
        using var history = new ReleaseHistory(Access, Space);
        Assert.Empty(await history.ListAsync(Token));
        var first = await history.AddAsync(Set(ConfigMap("one")), Origin, Token);
        var second = await history.AddAsync(Set(ConfigMap("two")), Origin with { RepeatOf = 1 }, Token);
        await history.EndAsync(first, ReleaseResult.Healthy, null, Token);
        await history.EndAsync(second, ReleaseResult.Failed, "it was interrupted", Token);
        var list = await history.ListAsync(Token);
        Assert.Equal([2, 1], list.Select(r => r.Number));
        Assert.Equal([ReleaseResult.Failed, ReleaseResult.Healthy], list.Select(r => r.Result));
        Assert.Equal("it was interrupted", list[0].Note);
        Assert.Equal(1, list[0].Origin.RepeatOf);
        Assert.Equal(("alice", "abc123", "cafe"), (list[1].Origin.Who, list[1].Origin.Commit, list[1].Origin.ConfigurationHash));
        Assert.Equal("registry/openedx@sha256:1", list[1].Origin.Images["openedx"]);
        Assert.Equal("def456", list[1].Origin.Sources["edx-platform"]);
        Assert.NotNull(list[1].EndedAt);
        Assert.Equal(first.StartedAt, list[1].StartedAt);
        Assert.Equal(list[1], ReleaseHistory.LastHealthy(list));
    }

    [Fact]
    public async Task Large_manifests_are_kept_in_several_Secrets_of_a_type_of_their_own()
    {
        await MakeNamespaceAsync();
        var random = new byte[40_000];
        new Random(1).NextBytes(random);
        var set = Set(ConfigMap("large", $$"""{"a":"{{Convert.ToBase64String(random)}}"}"""));
        var history = new ReleaseHistory(Objects, Space, TimeProvider.System, largestPart: 16 * 1024);
        var release = await history.AddAsync(set, Origin, Token);
        Assert.InRange(release.Parts, 3, 5);
        Assert.Equal(ManifestArchive.Write(set), ManifestArchive.Write(await history.LoadAsync(1, Token)));

        // They are no secrets of the platform.
        using var store = new KubernetesSecretStore(Access);
        Assert.Empty((await store.ListAsync(Space, Token)).Records);
        Assert.True(ManifestArchive.LargestPart * 4 / 3 < 1024 * 1024);
    }

    [Fact]
    public async Task The_last_ten_are_kept_and_the_last_healthy_one_wherever_it_is()
    {
        await MakeNamespaceAsync();
        var history = History();
        for (var i = 1; i <= 13; i++)
        {
            var release = await history.AddAsync(Set(ConfigMap("one")), Origin, Token);
            await history.EndAsync(release, i <= 2 ? ReleaseResult.Healthy : ReleaseResult.Failed, null, Token);
        }

        await history.TrimAsync(Token);
        Assert.Equal([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 2], (await history.ListAsync(Token)).Select(r => r.Number));
        Assert.Empty(await Objects.ListAsync("v1", "Secret", Space, "tutorpipeline/release=3", Token));
    }

    [Fact]
    public async Task Parts_of_somebody_who_died_are_written_over()
    {
        await MakeNamespaceAsync();
        await Objects.CreateAsync(ReleaseSecret.Of(Space, 1, 1, [1, 2, 3]), Token);
        var history = History();
        var release = await history.AddAsync(Set(ConfigMap("one")), Origin, Token);
        Assert.Equal(1, release.Number);
        Assert.Single((await history.LoadAsync(1, Token)).Items);
    }

    [Fact]
    public async Task A_release_that_is_not_there_is_refused_with_those_that_are()
    {
        await MakeNamespaceAsync();
        var history = History();
        var failure = await Assert.ThrowsAsync<ReleaseNotFoundException>(() => history.LoadAsync(7, Token));
        Assert.Equal($"The platform in {Space} has no release 7: nothing was deployed there by this pipeline yet.", failure.Message);
        await history.AddAsync(Set(ConfigMap("one")), Origin, Token);
        await history.AddAsync(Set(ConfigMap("one")), Origin, Token);
        failure = await Assert.ThrowsAsync<ReleaseNotFoundException>(() => history.LoadAsync(7, Token));
        Assert.Equal(
            $"The platform in {Space} has no release 7: it keeps 2, 1. See them with ./build.sh Releases, and name one of them with "
            + "--release.",
            failure.Message);
    }

    [Fact]
    public async Task A_release_that_somebody_changed_is_not_applied_again()
    {
        await MakeNamespaceAsync();
        var history = History();
        await history.AddAsync(Set(ConfigMap("one")), Origin, Token);
        var other = ManifestArchive.Pack(ManifestArchive.Write(Set(ConfigMap("other"))), 100_000)[0];
        await PatchAsync(1, new JsonObject { ["data"] = new JsonObject { ["release"] = Convert.ToBase64String(other) } });
        await ThrowsAsync("its hash is another one");
        await PatchAsync(1, JsonNode.Parse("""{"data":{"release":"AAAA"}}""")!);
        await ThrowsAsync("The archive entry was compressed using an unsupported compression method");
        await Objects.DeleteAsync(ReleaseSecret.KeyOf(Space, 1, 1), "v1", null, Token);
        await ThrowsAsync("part 1 of 1 is missing");
        await PatchAsync(0, JsonNode.Parse("""{"data":{"release":"e30="}}""")!);
        await ThrowsAsync("it has no who");
    }

    private async Task ThrowsAsync(string facts)
    {
        var failure = await Assert.ThrowsAsync<ReleaseDamagedException>(() => History().LoadAsync(1, Token));
        Assert.Equal(
            $"Release 1 of {Space} cannot be read from its Secrets: {facts}. Somebody changed or deleted them. Roll back to another "
            + "release "
            + "(./build.sh Releases lists them), or deploy again from the sources; to be rid of it, delete the Secrets of 'kubectl get "
            + "secrets "
            + $"--namespace {Space} --selector tutorpipeline/release=1'.",
            failure.Message);
    }

    private async Task PatchAsync(int part, JsonNode patch) =>
        Assert.NotNull(await Objects.PatchAsync(ReleaseSecret.KeyOf(Space, 1, part), "v1", patch, ClusterCall.MergePatch, Token));

    private ReleaseHistory History() => new(Objects, Space, TimeProvider.System);
}
