using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

public sealed class OwnPartTests(AnyCluster cluster) : ClusterTest(cluster)
{
    [Fact]
    public async Task What_others_change_elsewhere_leaves_it_as_it_is()
    {
        var item = Deployment("lms");
        var part = OwnPart.Of(item, await MadeAsync(item));
        Assert.NotNull(part);

        await ChangeAsync(item, """{"spec":{"replicas":5},"metadata":{"annotations":{"theirs":"1"},"finalizers":["example.com/hold"]}}""");

        Assert.Equal(part, OwnPart.Of(item, await ReadAsync(item)));
        await ChangeAsync(item, """{"metadata":{"finalizers":null}}""");
    }

    [Theory]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"app","image":"example.org/app:2"}]}}}}""")]
    [InlineData("""{"metadata":{"labels":{"app.kubernetes.io/instance":null}}}""")]
    public async Task A_field_of_ours_that_somebody_changes_shows(string patch)
    {
        var item = Deployment("lms");
        var part = OwnPart.Of(item, await MadeAsync(item));

        await ChangeAsync(item, patch);

        Assert.NotEqual(part, OwnPart.Of(item, await ReadAsync(item)));
    }

    [Fact]
    public async Task Another_manifest_has_another_part()
    {
        var live = await MadeAsync(Deployment("lms"));
        Assert.NotEqual(OwnPart.Of(Deployment("lms"), live), OwnPart.Of(Deployment("lms", image: "example.org/app:2"), live));
    }

    [Fact]
    public async Task Secrets_and_what_others_made_have_none()
    {
        var secret = Secret("jwt", """{"key":"TWFya2VkLVZhbHVl"}""");
        Assert.Null(OwnPart.Of(secret, await MadeAsync(secret)));
        await KubectlAppliesAsync(ConfigMap("theirs"));
        Assert.Null(OwnPart.Of(ConfigMap("theirs"), await ReadAsync(ConfigMap("theirs"))));
    }

    [Fact]
    public async Task The_inventory_keeps_it_and_a_comparison_trusts_it()
    {
        await MakeNamespaceAsync();
        var store = new InventoryStore(Objects, Apply());
        var (item, set) = (ConfigMap("settings"), Set(ConfigMap("settings")));
        await WriteAsync(item);
        var part = OwnPart.Of(item, await ReadAsync(item))!;
        await store.WriteAsync(Space, Inventory.Empty.With(set, new Dictionary<ManifestKey, string> { [item.Key] = part }), Token);
        var known = await store.ReadAsync(Space, Token);
        Assert.Equal(part, Assert.Single(known.Entries).Part);
        Assert.Equal(part, Assert.Single(known.With(set).Entries).Part);

        // Nobody asks a server about what is known to be unchanged: this one would refuse everything.
        var diff = new Diff(Objects, new ServerSideApply(new ClusterConnection(Access), NoKinds(), []), new Masking([]));
        var found = await diff.CompareAsync(set, adopts: false, null, Task.FromResult(known), Token);
        Assert.Equal(DifferenceKind.Unchanged, Assert.Single(found.Differences).Kind);
        var changed = Set(ConfigMap("settings", """{"KEY":"other"}"""));
        await Assert.ThrowsAsync<ManifestsRefusedException>(
            () => diff.CompareAsync(changed, adopts: false, null, Task.FromResult(known), Token));
    }

    private static ApiResources NoKinds() => new(new ClusterConnection(
        new EndpointAccess(new Uri("http://127.0.0.1:1/"), null, new NoTokens()), new RetryRule(1, default, default, TimeSpan.FromSeconds(5))));

    private async Task<JsonObject?> MadeAsync(Manifest item)
    {
        await MakeNamespaceAsync();
        await WriteAsync(item);
        return await ReadAsync(item);
    }

    private Task ChangeAsync(Manifest item, string patch) => AdministratorsObjects.PatchAsync(
        item.Key, item.ApiVersion, JsonNode.Parse(patch)!, "application/strategic-merge-patch+json", Token);

    private sealed class NoTokens : IClusterTokens
    {
        public Task<Model.Secret> GetAsync(CancellationToken cancellationToken) => Task.FromResult(new Model.Secret("none"));
    }
}
