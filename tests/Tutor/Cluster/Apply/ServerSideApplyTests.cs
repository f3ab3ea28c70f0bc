using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

public sealed class ServerSideApplyTests(AnyCluster cluster) : ClusterTest(cluster)
{
    [Fact]
    public async Task A_conflict_names_field_and_owner_and_is_forced_only_for_listed_managers()
    {
        await MakeNamespaceAsync();
        await WriteAsAsync("somebody", ConfigMap("shared", """{"a":"theirs","b":"theirs"}"""));
        var fault = await FaultAsync(ConfigMap("shared", """{"a":"ours"}"""));
        Assert.Equal(ManifestFaultKind.Conflict, fault.Kind);
        Assert.Equal(".data.a is owned by somebody", fault.Facts);
        Assert.Equal(
            "Leave the field out of the render if the other should keep it, or take it over with --force-managers somebody.", fault.WayOut);

        Assert.NotNull((await Apply("another").ApplyAsync(ConfigMap("shared", """{"a":"ours"}"""), new ApplyMode(), Token)).Fault);
        Assert.Null((await Apply("somebody").ApplyAsync(ConfigMap("shared", """{"a":"ours"}"""), new ApplyMode(), Token)).Fault);
        var live = await ReadAsync(ConfigMap("shared"));
        Assert.Equal("ours", (string?)live!["data"]!["a"]);
        Assert.Equal("theirs", (string?)live["data"]!["b"]);
    }

    [Fact]
    public async Task A_document_that_does_not_fit_is_explained_and_not_sent_again()
    {
        await MakeNamespaceAsync();
        var odd = Manifest(
            $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"odd","namespace":"{{Space}}"},"dataa":{"a":"b"} }""");
        var fault = await FaultAsync(odd);
        Assert.Equal(ManifestFaultKind.Misfit, fault.Kind);
        Assert.Contains("dataa", fault.Facts, StringComparison.Ordinal);
        Assert.Equal("The document does not fit its kind: correct the field in the patch, plugin or setting that renders it.",
            fault.WayOut);
    }

    [Fact]
    public async Task Invalid_values_are_told_field_by_field()
    {
        await WriteAsync(Namespace(), Deployment("lms", "openedx-one"));
        var fault = await FaultAsync(Deployment("lms", "openedx-two"));
        Assert.Equal(ManifestFaultKind.Invalid, fault.Kind);
        Assert.Contains("spec.selector: ", fault.Facts, StringComparison.Ordinal);
        Assert.Contains("field is immutable", fault.Facts, StringComparison.Ordinal);
        Assert.Equal(
            "Correct these fields; what is immutable can only be changed by deleting the object first, which ends what runs there.",
            fault.WayOut);
    }

    [Fact]
    public async Task A_missing_namespace_is_named()
    {
        await BindEverywhereAsync();
        var fault = await FaultAsync(ConfigMap("one"));
        Assert.Equal(ManifestFaultKind.NamespaceMissing, fault.Kind);
        Assert.Equal($"the namespace {Space} is not there", fault.Facts);
        Assert.Equal($"Add the Namespace {Space} to what is rendered, or run SyncSecrets first, which makes it.", fault.WayOut);
    }

    [Fact]
    public async Task A_namespace_that_is_being_deleted_takes_nothing()
    {
        await BindEverywhereAsync();
        await WriteAsync(Namespace(), ConfigMap("held"));
        var hold = JsonNode.Parse("""{"metadata":{"finalizers":["example.com/hold"]}}""")!;
        await Objects.PatchAsync(ConfigMap("held").Key, "v1", hold, ClusterCall.MergePatch, Token);
        await AdministratorsObjects.DeleteAsync(Namespace().Key, "v1", null, Token);

        var fault = await FaultAsync(ConfigMap("new"));
        Assert.Equal(ManifestFaultKind.NamespaceEnding, fault.Kind);
        Assert.Equal($"the namespace {Space} is being deleted", fault.Facts);
        Assert.Equal(
            "Wait until it is gone ('kubectl get namespace' shows it, 'kubectl describe namespace' what holds it), then run this again.",
            fault.WayOut);

        // An apply of the Namespace itself would be answered with 200.
        var failure = await Assert.ThrowsAsync<ManifestsRefusedException>(
            () => Diff().CompareAsync(Set(Namespace(), ConfigMap("new")), adopts: false, null, Token));
        Assert.Equal(
            $"The cluster at {Connection.Server} does not take 1 of 2 objects, and nothing was changed:\n  namespace/{Space}: the "
            + "namespace "
            + $"{Space} is being deleted. Wait until it is gone ('kubectl get namespace {Space}'), then run this again; if it stays, "
            + "'kubectl "
            + $"describe namespace {Space}' names the finalizer that holds it.",
            failure.Message);
        var release = JsonNode.Parse("""{"metadata":{"finalizers":null}}""")!;
        await Objects.PatchAsync(ConfigMap("held").Key, "v1", release, ClusterCall.MergePatch, Token);
    }

    [Fact]
    public void A_server_s_words_are_shown_without_what_was_sent()
    {
        var sent = Secret("jwt", """{"key":"TWFya2VkLVZhbHVl"}""").Document;
        var answer = new ClusterAnswer(422, new JsonObject { ["message"] = "TWFya2VkLVZhbHVl and Marked-Value are no good" });
        Assert.Equal("(masked) and (masked) are no good", AnswerFault.Of(ConfigMap("x").Key, answer, sent).Facts);
        var deployment = Deployment("lms", image: "hunter22").Document;
        answer = new ClusterAnswer(400, new JsonObject { ["message"] = "not hunter22!" });
        Assert.Equal("not (masked)", AnswerFault.Of(ConfigMap("x").Key, answer, deployment).Facts);
    }

    [Theory]
    [InlineData(401, "401 (Unauthorized)", "The credentials are wrong or have expired: log in to AWS again, or name another kubeconfig "
        + "with --kubeconfig.")]
    [InlineData(403, "403 (no)", "Give whoever deploys the rights of tutor/Cluster/rbac.yml, or have the policy that refuses it changed.")]
    [InlineData(418, "418 (no)", "See the API server's log, then run this again.")]
    [InlineData(409, "no", "Somebody else changes this object at the same time: run this again.")]
    [InlineData(400, "no", "Correct the field in the patch, plugin or setting that renders it.")]
    public void Other_refusals_have_a_way_out(int status, string facts, string wayOut)
    {
        var fault = AnswerFault.Of(new ManifestKey("", "ConfigMap", "prod", "one"), new ClusterAnswer(status,
            new JsonObject { ["message"] = "no" }));
        Assert.Equal((facts, wayOut), (fault.Facts, fault.WayOut));
    }

    [Fact]
    public void Kinds_of_custom_resources_are_found_where_the_server_says()
    {
        var document = JsonNode.Parse(
            """
            {"kind":"APIResourceList","groupVersion":"eks.amazonaws.com/v1","resources":[
              {"name":"nodeclasses","kind":"NodeClass","namespaced":false},
              {"name":"nodeclasses/status","kind":"NodeClass","namespaced":false},
              {"name":"targetgroupbindings","kind":"TargetGroupBinding","namespaced":true}]}
            """)!.AsObject();
        var kinds = ApiResources.Read("eks.amazonaws.com/v1", document);
        Assert.Equal(["NodeClass", "TargetGroupBinding"], kinds.Keys);
        Assert.Equal(
            "/apis/eks.amazonaws.com/v1/nodeclasses/default",
            kinds["NodeClass"].Path(new ManifestKey("eks.amazonaws.com", "NodeClass", null, "default")));
        Assert.Equal(
            "/apis/eks.amazonaws.com/v1/namespaces/prod/targetgroupbindings/lms",
            kinds["TargetGroupBinding"].Path(new ManifestKey("eks.amazonaws.com", "TargetGroupBinding", "prod", "lms")));
    }

    [Fact]
    public void More_than_ten_faults_are_counted()
    {
        var faults = Enumerable.Range(1, 12)
            .Select(i => new ManifestFault(new ManifestKey("", "ConfigMap", "prod", $"c{i}"), ManifestFaultKind.Other, "no.",
                "Do it.")).ToList();
        var text = new ManifestsRefusedException("https://c", faults, 20, isBeforeAnything: false).Message;
        Assert.StartsWith(
            "The cluster at https://c does not take 12 of 20 objects; what was applied before stays until the next deploy:\n"
            + "  configmap/c1: no. Do it.\n", text, StringComparison.Ordinal);
        Assert.EndsWith("  configmap/c10: no. Do it.\n  and 2 more.", text, StringComparison.Ordinal);
    }

    private async Task<ManifestFault> FaultAsync(Manifest item)
    {
        var answer = await Apply().ApplyAsync(item, new ApplyMode(), Token);
        Assert.Null(answer.Object);
        return answer.Fault!;
    }
}
