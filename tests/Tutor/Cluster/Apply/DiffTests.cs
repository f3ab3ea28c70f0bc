using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Apply;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

public sealed class DiffTests(AnyCluster cluster) : ClusterTest(cluster)
{
    [Fact]
    public async Task Everything_is_added_to_a_namespace_that_is_not_there()
    {
        await BindEverywhereAsync();
        var result = await Diff().CompareAsync(Set(Namespace(), ConfigMap("one")), adopts: false, null, Token);
        Assert.All(result.Differences, d => Assert.Equal(DifferenceKind.Added, d.Kind));
        Assert.Null(await ReadAsync(Namespace()));
    }

    [Fact]
    public async Task What_was_applied_unchanged_is_unchanged()
    {
        var items = new[] { Namespace(), ConfigMap("one"), ConfigMap("two"), ConfigMap("three"), Deployment("lms"), Autoscaler("lms") };
        await WriteAsync(items);
        var result = await Diff().CompareAsync(Set(items), adopts: false, null, Token);
        Assert.All(result.Differences, d => Assert.Equal(DifferenceKind.Unchanged, d.Kind));
        Assert.Empty(DiffText.Lines(result.Differences));
        Assert.Equal(
            [new Change(ChangeKind.Skip, $"namespace/{Space}", "6 objects are unchanged")], DiffText.Changes(Space, result.Differences));
    }

    [Fact]
    public async Task Says_what_changes_field_by_field_and_never_a_credential()
    {
        await WriteAsync(
            Namespace(), Deployment("lms"), ConfigMap("settings", """{"a.py":"DEBUG = False\nDB_PASSWORD = 'old-one'\nX = 1"}"""),
            Secret("jwt", """{"key":"b2xkLW9uZQ=="}"""));
        var result = await Diff(new Secret("known-value")).CompareAsync(
            Set(
                Deployment("lms", image: "example.org/app:2"),
                ConfigMap(
                    "settings",
                    """{"a.py":"DEBUG = True\nDB_PASSWORD = 'new-one'\nX = 1\nURL = 'mysql://u:pw@host'\nY = 'known-value'"}"""),
                Secret("jwt", """{"key":"bmV3LW9uZQ=="}"""), ConfigMap("more")),
            adopts: false, null, Token);
        Assert.Equal(
            [
                $"~ deployment/{Space}/lms",
                "    /spec/template/spec/containers[app]/image: example.org/app:1 → example.org/app:2",
                "    /spec/template/spec/containers[app]/env[DB_PASSWORD]/value: (masked), changed",
                $"~ configmap/{Space}/settings",
                "    /data/a.py:",
                "      - DEBUG = False",
                "      + DEBUG = True",
                "      + URL = 'mysql://u:(masked)@host'",
                "      + Y = '(masked)'",
                $"~ secret/{Space}/jwt",
                "    /data/key: (masked), changed",
                $"+ configmap/{Space}/more",
            ],
            DiffText.Lines(result.Differences));
        var changes = DiffText.Changes(Space, result.Differences);
        Assert.Equal(
            new Change(
                ChangeKind.Update, $"deployment/{Space}/lms",
                "/spec/template/spec/containers[app]/image: example.org/app:1 → example.org/app:2; "
                + "/spec/template/spec/containers[app]/env[DB_PASSWORD]/value: (masked), changed"),
            changes[0]);
        Assert.Equal("/data/a.py changed", changes[1].Detail);
        Assert.Equal(new Change(ChangeKind.Create, $"configmap/{Space}/more"), changes[3]);
    }

    [Fact]
    public async Task Removed_fields_are_shown_and_fields_of_others_are_not()
    {
        await WriteAsync(Namespace(), ConfigMap("one", """{"a":"1","b":"2"}"""));
        await WriteAsAsync("somebody", ConfigMap("one", """{"c":"3"}"""));
        var result = await Diff().CompareAsync(Set(ConfigMap("one", """{"a":"1"}""")), adopts: false, null, Token);
        Assert.Equal([new FieldDifference("/data/b", "2", null)], Assert.Single(result.Differences).Fields);
    }

    [Fact]
    public async Task Fields_that_others_set_to_the_same_are_taken_over()
    {
        await MakeNamespaceAsync();
        await WriteAsAsync("somebody", ConfigMap("one"));
        var result = await Diff().CompareAsync(Set(ConfigMap("one")), adopts: false, null, Token);
        Assert.Equal(
            [new FieldDifference("/metadata/managedFields", "others", "tutorpipeline")], Assert.Single(result.Differences).Fields);
    }

    [Fact]
    public async Task A_lost_Tutor_ID_is_refused_before_anything_is_sent()
    {
        await WriteAsync(Namespace(), Deployment("lms", "openedx-old"));
        var failure = await Assert.ThrowsAsync<TutorIdChangedException>(
            () => Diff().CompareAsync(Set(Deployment("lms", "openedx-new")), adopts: false, null, Token));
        Assert.Equal(
            $"The manifests for {Space} were rendered with Tutor's ID new, but deployment/lms runs with old; nothing was changed. The ID "
            + "is "
            + "in every selector, which cannot be changed: the Services would let go of the running pods. Put the live ID back: set the "
            + "key "
            + $"ID of the Secret {Space}/tutor-state to old, then run ConfigurePlatform and RenderManifests again. If the ID is to be new, "
            + "delete the old Deployments first, which ends the running platform.",
            failure.Message);
    }

    [Fact]
    public async Task Every_object_that_the_cluster_would_not_take_is_named_at_once()
    {
        await WriteAsync(Namespace());
        await WriteAsAsync("somebody", ConfigMap("shared", """{"a":"theirs"}"""));
        var failure = await Assert.ThrowsAsync<ManifestsRefusedException>(() => Diff().CompareAsync(
            Set(
                Manifest($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"odd","namespace":"{{Space}}"},"dataa":{} }"""),
                Manifest("""{"apiVersion":"karpenter.sh/v9","kind":"NodePool","metadata":{"name":"arm"}}"""),
                ConfigMap("shared", """{"a":"ours"}"""), ConfigMap("fine")),
            adopts: false, null, Token));
        Assert.Equal(
            [ManifestFaultKind.Misfit, ManifestFaultKind.UnknownKind, ManifestFaultKind.Conflict], failure.Faults.Select(f => f.Kind));
        Assert.StartsWith(
            $"The cluster at {Connection.Server} does not take 3 of 4 objects, and nothing was changed:\n  configmap/odd: ",
            failure.Message, StringComparison.Ordinal);
        Assert.Contains(
            "The document does not fit its kind: correct the field in the patch, plugin or setting that renders it.\n"
            + "  nodepool/arm: the cluster has no NodePool in karpenter.sh/v9. Install what brings this kind (an add-on, or EKS Auto "
            + "Mode), "
            + "or set the version that 'kubectl api-resources' shows.\n"
            + "  configmap/shared: .data.a is owned by somebody. Leave the field out of the render if the other should keep it, or take it "
            + "over with --force-managers somebody.",
            failure.Message, StringComparison.Ordinal);
    }
}
