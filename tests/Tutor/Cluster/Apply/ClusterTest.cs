using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Access.Rights;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

/// <summary>
/// A namespace in a cluster, and what is needed to apply things to it. The user of a test has the roles of a deploy: that of the platform
/// in the test's namespace, as soon as there is one; or in all namespaces, where the test has the deploy make it.
/// </summary>
[Collection(ClusterTests.Name)]
public abstract class ClusterTest : IAsyncLifetime
{
    private readonly AnyCluster cluster;
    private readonly ClusterConnection administrator;
    private bool isBoundEverywhere;

    protected ClusterTest(AnyCluster cluster)
    {
        this.cluster = cluster;
        Space = $"tutorpipeline-test-{Guid.NewGuid():n}"[..40];
        Connection = new ClusterConnection(Access);
        administrator = new ClusterConnection(cluster.Administrator);
        Resources = new ApiResources(Connection);
        Objects = new ClusterObjects(Connection, Resources);
    }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Space { get; }

    protected string User => $"deployer-of-{Space}";

    private protected ClusterAccess Access => cluster.AccessOf(User);

    private protected ClusterConnection Connection { get; }

    private protected ApiResources Resources { get; }

    private protected ClusterObjects Objects { get; }

    /// <summary>The same with every right, for what a deploy never does.</summary>
    private protected ClusterObjects AdministratorsObjects => new(administrator, new ApiResources(administrator));

    public virtual async ValueTask InitializeAsync() => await cluster.MakeUserAsync(User);

    public async ValueTask DisposeAsync()
    {
        await administrator.SendAsync(new ClusterCall(HttpMethod.Delete, $"/api/v1/namespaces/{Space}"), CancellationToken.None);
        administrator.Dispose();
        Connection.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void SkipWithoutRoles() => Assert.SkipUnless(
        cluster.HasRoles, "The user of REHEARSAL_KUBECONFIG has rights of their own. Unset it: the stand-in's users have those of a deploy.");

    /// <summary>Lets the user deploy to every namespace, and make them.</summary>
    protected async Task BindEverywhereAsync()
    {
        await cluster.BindAsync(DeployRoles.Platform, User, null);
        isBoundEverywhere = true;
    }

    /// <summary>Gives the user a role in the test's namespace.</summary>
    private protected Task BindAsync(AccessRole role) => cluster.BindAsync(role, User, Space);

    private protected ServerSideApply Apply(params string[] forceManagers) => new(Connection, Resources, forceManagers);

    private protected Diff Diff(params Secret[] known) => new(Objects, Apply(), new Masking(known));

    protected async Task MakeNamespaceAsync() => await WriteAsync(Namespace());

    /// <summary>Applies as this pipeline, and expects that it works.</summary>
    protected async Task WriteAsync(params Manifest[] items)
    {
        foreach (var item in items)
        {
            if (item.Key.Kind == "Namespace" && !isBoundEverywhere)
            {
                await PrepareAsync(item);
            }

            Assert.Null((await Apply().ApplyAsync(item, new ApplyMode(), Token)).Fault);
        }
    }

    /// <summary>Applies as another manager.</summary>
    protected async Task WriteAsAsync(string manager, Manifest item) =>
        Assert.Null((await new ServerSideApply(administrator, Resources, [])
            .ApplyAsync(item, new ApplyMode(IsForced: true) { Manager = manager }, Token)).Fault);

    /// <summary>Makes an object as <c>kubectl apply</c> without <c>--server-side</c> does.</summary>
    protected async Task KubectlAppliesAsync(Manifest item)
    {
        var document = item.Document.DeepClone().AsObject();
        var annotations = document["metadata"]!["annotations"] as JsonObject ?? [];
        document["metadata"]!["annotations"] = annotations.DeepClone();
        document["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"] = item.Document.ToJsonString();
        var resource = await Resources.FindAsync(item.ApiVersion, item.Key.Kind, Token);
        var path = $"{resource!.Collection(item.Key.NamespaceName)}?fieldManager=kubectl-client-side-apply";
        var answer = await administrator.SendAsync(new ClusterCall(HttpMethod.Post, path) { Body = document }, Token);
        Assert.True(answer.IsSuccess, answer.Message);
    }

    protected Task<JsonObject?> ReadAsync(Manifest item) => Objects.ReadAsync(item.Key, item.ApiVersion, Token);

    protected ManifestSet Set(params Manifest[] items) => new(Space, "prod", items);

    protected Manifest Namespace() => Manifest($$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{Space}}" } }""");

    protected Manifest ConfigMap(string name, string data = """{"KEY":"value"}""") => Manifest(
        $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}","namespace":"{{Space}}"},"data":{{data}} }""");

    protected Manifest Secret(string name, string data) => Manifest(
        $$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{name}}","namespace":"{{Space}}"},"data":{{data}} }""");

    protected Manifest Deployment(string name, string instance = "openedx-prod", string image = "example.org/app:1", string more = "") =>
        Manifest(
            $$$"""
            {"apiVersion":"apps/v1","kind":"Deployment",
             "metadata":{"name":"{{{name}}}","namespace":"{{{Space}}}","labels":{"app.kubernetes.io/instance":"{{{instance}}}"} },
             "spec":{ {{{more}}} "selector":{"matchLabels":{"app":"{{{name}}}","app.kubernetes.io/instance":"{{{instance}}}"} },
              "template":{"metadata":{"labels":{"app":"{{{name}}}","app.kubernetes.io/instance":"{{{instance}}}"} },
               "spec":{"containers":[{"name":"app","image":"{{{image}}}",
                "env":[{"name":"A","value":"1"},{"name":"DB_PASSWORD","value":"{{{image}}}!"}]}]} } } }
            """);

    protected Manifest Autoscaler(string target) => Manifest(
        $$$"""
        {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"{{{target}}}","namespace":"{{{Space}}}"},
         "spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"{{{target}}}"},"minReplicas":2,"maxReplicas":9} }
        """);

    /// <summary>Does what an administrator does before the first deploy to a namespace.</summary>
    private async Task PrepareAsync(Manifest item)
    {
        if (cluster.HasRoles && await AdministratorsObjects.CreateAsync(item, Token) is not null)
        {
            await BindAsync(DeployRoles.Platform);
        }
    }

    protected static Manifest Manifest(string json) => new(JsonNode.Parse(json)!.AsObject());
}
