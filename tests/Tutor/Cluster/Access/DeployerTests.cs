using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Access.Rights;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Secrets;
using TutorPipeline.Tutor.Tests.Cluster.Apply;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Access;

/// <summary>Somebody with the roles of the deploy and no others, on a server that asks for roles.</summary>
public sealed class DeployerTests(AnyCluster cluster) : ClusterTest(cluster)
{
    private const string WayOut = "Give whoever deploys the rights of tutor/Cluster/rbac.yml, or have the policy that refuses it changed.";

    [Fact]
    public async Task Reads_the_Secrets_of_the_namespace_where_the_role_is_bound_and_of_no_other()
    {
        SkipWithoutRoles();
        await MakeNamespaceAsync();
        using var store = new KubernetesSecretStore(Access);
        Assert.Empty((await store.ListAsync(Space, Token)).Records);

        var failure = await Assert.ThrowsAsync<SecretStoreRefusedException>(() => store.ListAsync("kube-system", Token));

        Assert.Contains(
            $"secrets is forbidden: User \"{User}\" cannot list resource \"secrets\" in API group \"\" in the namespace \"kube-system\"",
            failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/nodes/node-1")]
    [InlineData("GET", "/api/v1/secrets")]
    [InlineData("GET", "/api/v1/namespaces")]
    [InlineData("DELETE", "/api/v1/namespaces/SPACE")]
    [InlineData("PATCH", "/api/v1/namespaces/kube-system?fieldManager=x")]
    [InlineData("DELETE", "/api/v1/namespaces/SPACE/persistentvolumeclaims/data")]
    [InlineData("DELETE", "/api/v1/namespaces/SPACE/pods/lms-1")]
    [InlineData("GET", "/api/v1/namespaces/SPACE/pods/lms-1/exec?command=sh")]
    [InlineData("DELETE", "/api/v1/namespaces/SPACE/secrets")]
    [InlineData("POST", "/apis/rbac.authorization.k8s.io/v1/namespaces/SPACE/rolebindings")]
    [InlineData("POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings")]
    public async Task Is_refused_what_no_deploy_does(string method, string path)
    {
        SkipWithoutRoles();
        await MakeNamespaceAsync();
        var call = new ClusterCall(new HttpMethod(method), path.Replace("SPACE", Space, StringComparison.Ordinal))
        {
            Body = method is "POST" or "PATCH" ? new JsonObject() : null,
            ContentType = method == "PATCH" ? ClusterCall.MergePatch : "application/json",
        };
        var answer = await Connection.SendAsync(call, Token);
        Assert.True(answer.Status == 403, $"{answer.Status}: {answer.Message}");
    }

    [Fact]
    public async Task Writes_the_StorageClass_of_the_platform_and_no_other()
    {
        SkipWithoutRoles();
        await WriteAsync(StorageClass("openedx-gp3"));

        var fault = (await Apply().ApplyAsync(StorageClass("gp2"), new ApplyMode(), Token)).Fault!;

        Assert.Equal(
            $"403 (storageclasses.storage.k8s.io \"gp2\" is forbidden: User \"{User}\" cannot patch resource \"storageclasses\" in API "
            + "group \"storage.k8s.io\" at the cluster scope)",
            fault.Facts);
        Assert.Equal(WayOut, fault.WayOut);
    }

    [Fact]
    public async Task Is_told_which_right_is_missing_where_the_role_is_not_bound()
    {
        SkipWithoutRoles();
        var failure = await Assert.ThrowsAsync<ManifestsRefusedException>(
            () => Diff().CompareAsync(new("default", "prod", [InDefault()]), adopts: false, null, Token));
        Assert.Equal(
            $"The cluster at {Connection.Server} does not take 1 of 1 object; what was applied before stays until the next deploy:\n"
            + "  configmap/settings: 403 (configmaps "
            + $"\"settings\" is forbidden: User \"{User}\" cannot get resource \"configmaps\" in API group \"\" "
            + "in the namespace \"default\"). "
            + WayOut,
            failure.Message);
    }

    [Fact]
    public async Task Removes_a_namespace_with_one_role_more()
    {
        SkipWithoutRoles();
        await WriteAsync(Namespace(), ConfigMap("settings"));
        var removal = new NamespaceRemoval(Access, Space, TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(20));
        var plan = await removal.PlanAsync(new FakeReport(), Token);
        var refused = await Assert.ThrowsAsync<NamespaceRemovalException>(() => removal.ApplyAsync(plan, new FakeReport(), Token));
        Assert.Contains($"namespaces \"{Space}\" is forbidden: User \"{User}\" cannot delete", refused.Message, StringComparison.Ordinal);

        await BindAsync(DeployRoles.Remover);
        await removal.ApplyAsync(plan, new FakeReport(), Token);

        Assert.Null(await ReadAsync(Namespace()));
    }

    private static Tutor.Cluster.Manifests.Manifest InDefault() =>
        Manifest("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"default"},"data":{} }""");

    private static Tutor.Cluster.Manifests.Manifest StorageClass(string name) => Manifest(
        $$"""{"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"{{name}}"},"provisioner":"ebs.csi.aws.com"}""");
}
