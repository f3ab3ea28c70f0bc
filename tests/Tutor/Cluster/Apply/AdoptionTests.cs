using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

public sealed class AdoptionTests(AnyCluster cluster) : ClusterTest(cluster)
{
    [Fact]
    public async Task What_tutor_k8s_start_made_is_refused_without_being_asked_for()
    {
        await MakeNamespaceAsync();
        await KubectlAppliesAsync(ConfigMap("settings"));
        var failure = await Assert.ThrowsAsync<NotAdoptedException>(
            () => Diff().CompareAsync(Set(Namespace(), ConfigMap("settings")), adopts: false, null, Token));
        Assert.Equal(
            $"The namespace {Space} holds an installation that was made with 'tutor k8s start' or kubectl: 1 of 2 objects, such as "
            + "configmap/settings. Nothing was changed. To let this pipeline take it over, run the command again with --adopt; fields "
            + "that are "
            + "no longer rendered are removed then, and volumes and data stay. To see first what would change, add --dry-run.",
            failure.Message);
    }

    [Fact]
    public async Task Adopting_removes_fields_that_are_no_longer_rendered()
    {
        await MakeNamespaceAsync();
        await KubectlAppliesAsync(ConfigMap("settings", """{"kept":"1","changed":"old","gone":"x"}"""));
        var set = Set(ConfigMap("settings", """{"kept":"1","changed":"new"}"""));

        var diff = await Diff().CompareAsync(set, adopts: true, null, Token);
        Assert.Equal(
            [$"~ configmap/{Space}/settings", "    /data/changed: old → new", "    /data/gone: x (removed)"],
                DiffText.Lines(diff.Differences));
        await ApplyAsync(set, diff);
        var live = await ReadAsync(set.Items[0]);
        Assert.Equal("""{"changed":"new","kept":"1"}""", Sorted(live!["data"]!));
        Assert.Null(Adoption.LastAppliedOf(live));
        Assert.Equal(["tutorpipeline"], live["metadata"]!["managedFields"]!.AsArray().Select(f => (string?)f!["manager"]));

        var again = await Diff().CompareAsync(set, adopts: false, null, Token);
        Assert.Equal(DifferenceKind.Unchanged, Assert.Single(again.Differences).Kind);
    }

    [Fact]
    public async Task A_number_of_replicas_that_we_set_is_handed_to_the_autoscaler_and_stays()
    {
        await WriteAsync(Namespace(), Deployment("lms", more: "\"replicas\":3,"));
        var set = Set(Deployment("lms"), Autoscaler("lms"));
        var diff = await Diff().CompareAsync(set, adopts: false, null, Token);
        Assert.Equal([new FieldDifference("/spec/replicas", "3", "left to the autoscaler")], diff.Differences[0].Fields);
        await ApplyAsync(set, diff);
        var live = await ReadAsync(set.Items[0]);
        Assert.Equal(3, (int?)live!["spec"]!["replicas"]);
        Assert.False(FieldOwnership.Has(FieldOwnership.OurFields(live), "f:spec", "f:replicas"));
        Assert.Equal(DifferenceKind.Unchanged, (await Diff().CompareAsync(set, adopts: false, null, Token)).Differences[0].Kind);
    }

    [Fact]
    public async Task A_number_of_replicas_that_kubectl_set_survives_adoption_under_an_autoscaler()
    {
        await MakeNamespaceAsync();
        await KubectlAppliesAsync(Deployment("lms", more: "\"replicas\":4,"));
        var set = Set(Deployment("lms"), Autoscaler("lms"));
        var diff = await Diff().CompareAsync(set, adopts: true, null, Token);
        Assert.Equal(
            [new FieldDifference("/spec/replicas", "4", "left to the autoscaler")],
            diff.Differences[0].Fields.Where(f => f.Path.StartsWith("/spec/", StringComparison.Ordinal)));
        await ApplyAsync(set, diff);
        Assert.Equal(4, (int?)(await ReadAsync(set.Items[0]))!["spec"]!["replicas"]);
    }

    [Fact]
    public async Task An_object_that_changes_while_it_is_adopted_is_read_again()
    {
        await MakeNamespaceAsync();
        var item = ConfigMap("settings");
        await KubectlAppliesAsync(item);
        var stale = await ReadAsync(item);
        await WriteAsAsync("somebody", ConfigMap("settings", """{"OTHER":"1"}"""));
        var adopted = await new Adoption(Objects).AdoptAsync(item, stale!, Token);
        Assert.True(FieldOwnership.IsOurs(adopted));
        Assert.Equal("1", (string?)adopted!["data"]!["OTHER"]);
    }

    private async Task ApplyAsync(ManifestSet set, DiffResult diff)
    {
        var request = new DeployRequest(Space, _ => Task.FromResult<ManifestSet?>(set), _ => throw new InvalidOperationException("not "
            + "asked"));
        var session = new ApplySession(Connection, request, TimeProvider.System);
        await new ApplySteps(session).ApplyAsync(set, diff, null, new FakeReport(), Token);
    }

    private static string Sorted(JsonNode map) =>
        new JsonObject(map.AsObject().OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key,
            p.Value?.DeepClone()))).ToJsonString();
}
