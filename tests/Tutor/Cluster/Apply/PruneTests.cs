using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

public sealed class PruneTests(AnyCluster cluster) : ClusterTest(cluster)
{
    [Fact]
    public async Task Removes_what_an_earlier_release_applied_and_nothing_else()
    {
        var (old, kept, present) = (ConfigMap("old"), ConfigMap("kept"), ConfigMap("present"));
        var volume = Manifest(
            $$$"""
            {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data","namespace":"{{{Space}}}"},
             "spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"} } } }
            """);
        var (owned, foreign, gone) = (ConfigMap("owned"), ConfigMap("foreign"), ConfigMap("gone"));
        await WriteAsync(Namespace(), old, kept, present, volume, owned, Deployment("web"));
        await WriteAsAsync("somebody", foreign);
        await WriteAsAsync("somebody", ConfigMap("never-ours"));
        await OwnAsync(owned, present);

        var inventory = Inventory.Empty.With(Set(Namespace(), old, kept, present, volume, owned, foreign, gone, Deployment("web")));
        var prune = new Prune(Objects);
        var items = await prune.FindAsync(inventory, Set(present), new HashSet<ManifestKey> { kept.Key }, Token);
        Assert.Equal(["configmap/old", "configmap/gone", "deployment/web"], items.Select(item => item.Entry.Key.ToString()));
        Assert.Null(items[1].Uid);

        var removed = await prune.RemoveAsync(items, Token);
        Assert.Equal(items.Select(item => item.Entry.Key), removed);
        Assert.Null(await ReadAsync(old));
        foreach (var left in new[] { kept, present, volume, owned, foreign, ConfigMap("never-ours") })
        {
            Assert.NotNull(await ReadAsync(left));
        }

        Assert.DoesNotContain(inventory.Without(removed).Entries, entry => removed.Contains(entry.Key));
    }

    [Fact]
    public async Task An_object_that_was_made_anew_meanwhile_stays()
    {
        await WriteAsync(Namespace(), ConfigMap("old"));
        var prune = new Prune(Objects);
        var items = await prune.FindAsync(Inventory.Empty.With(Set(ConfigMap("old"))), Set(), new HashSet<ManifestKey>(), Token);
        await Objects.DeleteAsync(ConfigMap("old").Key, "v1", null, Token);
        await WriteAsync(ConfigMap("old"));
        await prune.RemoveAsync(items, Token);
        Assert.NotNull(await ReadAsync(ConfigMap("old")));
    }

    [Fact]
    public async Task The_inventory_is_kept_in_the_namespace_and_read_back()
    {
        await MakeNamespaceAsync();
        var store = new InventoryStore(Objects, Apply());
        Assert.Empty((await store.ReadAsync(Space, Token)).Entries);
        var inventory = Inventory.Empty.With(Set(Namespace(), Deployment("lms"), ConfigMap("one"))).With(Set(ConfigMap("two"),
            ConfigMap("one")));
        await store.WriteAsync(Space, inventory, Token);
        Assert.Equal(inventory.Entries, (await store.ReadAsync(Space, Token)).Entries);
        Assert.Equal(4, inventory.Entries.Count);
    }

    [Fact]
    public async Task An_inventory_that_somebody_changed_is_explained()
    {
        await MakeNamespaceAsync();
        await WriteAsAsync("somebody", ConfigMap("tutorpipeline-inventory", """{"objects.json":"no list"}"""));
        var failure = await Assert.ThrowsAsync<InventoryDamagedException>(() => new InventoryStore(Objects, Apply()).ReadAsync(Space,
            Token));
        Assert.StartsWith($"The ConfigMap {Space}/tutorpipeline-inventory cannot be read (", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "): somebody changed it. It lists what earlier releases applied, and without it nothing is removed that a release no longer "
            + "has. "
            + $"Delete it with 'kubectl delete configmap --namespace {Space} tutorpipeline-inventory' and run this again: it is made "
            + "anew, and "
            + "what earlier releases left over must be removed by hand.",
            failure.Message, StringComparison.Ordinal);
    }

    private async Task OwnAsync(Manifest item, Manifest owner)
    {
        var live = await ReadAsync(owner);
        var reference = new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = owner.Key.Name, ["uid"] = (string?)live!["metadata"]!["uid"],
        };
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["ownerReferences"] = new JsonArray(reference) } };
        Assert.NotNull(await Objects.PatchAsync(item.Key, item.ApiVersion, patch, ClusterCall.MergePatch, Token));
    }
}
