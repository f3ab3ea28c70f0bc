using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Hosts;
using TutorPipeline.Tutor.Tests.Cluster.Access;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Hosts;

/// <summary>Where the cluster's load balancer answers.</summary>
public static class PlatformAddressTests
{
    private const string Host = "courses.example.edu";
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public static async Task Is_that_of_the_ingress_with_the_host_once_it_has_one()
    {
        await using var server = await ApiServerProcess.StartAsync("--no-controllers", "--rbac");
        var access = await Deployer.OfDefaultAsync(server);
        using var connection = new ClusterConnection(new KubeconfigAccess(server.Kubeconfig, null));
        await MakeAsync(connection, "apis/networking.k8s.io/v1", "ingresses", Ingress("platform", Host));
        await MakeAsync(connection, "apis/networking.k8s.io/v1", "ingresses", Ingress("other", "other.example.edu"));
        var report = new FakeReport();
        var address = new PlatformAddress(access, "default", Host, TimeSpan.FromMinutes(2), Blink);

        Assert.Null(await address.FindAsync(Token));
        var waiting = address.WaitAsync(report, Token);
        await PatchStatusAsync(connection, "platform", "k8s-platform.elb.amazonaws.com");

        Assert.Equal("k8s-platform.elb.amazonaws.com", await waiting);
        Assert.Equal("k8s-platform.elb.amazonaws.com", await address.FindAsync(Token));
    }

    [Fact]
    public static async Task Is_not_waited_for_when_nothing_asks_for_one()
    {
        await using var server = await ApiServerProcess.StartAsync("--no-controllers", "--rbac");
        var access = await Deployer.OfDefaultAsync(server);

        var thrown = await Assert.ThrowsAsync<PlatformAddressException>(
            () => new PlatformAddress(access, "default", Host).WaitAsync(new FakeReport(), Token));

        Assert.Equal(
            $"Nothing in the namespace default asks for a load balancer: there is no Ingress with the host {Host}, and no Service of type LoadBalancer. "
            + "Run ApplyManifests first.",
            thrown.Message);
    }

    [Fact]
    public static async Task One_that_does_not_come_is_told_with_the_last_event()
    {
        await using var server = await ApiServerProcess.StartAsync("--no-controllers", "--rbac");
        var access = await Deployer.OfDefaultAsync(server);
        using var connection = new ClusterConnection(new KubeconfigAccess(server.Kubeconfig, null));
        await MakeAsync(connection, "apis/networking.k8s.io/v1", "ingresses", Ingress("platform", Host));
        await MakeAsync(connection, "api/v1", "events", new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "Event", ["metadata"] = new JsonObject { ["name"] = "platform.1" }, ["type"] = "Warning",
            ["reason"] = "FailedBuildModel", ["message"] = "no subnet is tagged for it.",
            ["involvedObject"] = new JsonObject { ["kind"] = "Ingress", ["name"] = "platform", ["namespace"] = "default" },
        });

        var thrown = await Assert.ThrowsAsync<PlatformAddressException>(
            () => new PlatformAddress(access, "default", Host, Blink, Blink).WaitAsync(new FakeReport(), Token));

        Assert.Equal(
            "The load balancer of ingress/platform in the namespace default did not come within 0 minutes. The last event says: no subnet is tagged for it. "
            + "See 'kubectl describe ingress platform' there, and whether its IngressClass has a controller; then run PointDns again.",
            thrown.Message);
    }

    private static JsonObject Ingress(string name, string host) => new()
    {
        ["apiVersion"] = "networking.k8s.io/v1", ["kind"] = "Ingress", ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["rules"] = new JsonArray(new JsonObject { ["host"] = host }) },
    };

    private static async Task MakeAsync(ClusterConnection connection, string api, string plural, JsonObject document)
    {
        var answer = await connection.SendAsync(
            new ClusterCall(HttpMethod.Post, $"/{api}/namespaces/default/{plural}") { Body = document }, Token);
        Assert.True(answer.IsSuccess, answer.Message);
    }

    private static async Task PatchStatusAsync(ClusterConnection connection, string name, string hostName)
    {
        var status = new JsonObject
        {
            ["status"] = new JsonObject { ["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["hostname"] = hostName }) } },
        };
        var answer = await connection.SendAsync(
            new ClusterCall(HttpMethod.Patch, $"/apis/networking.k8s.io/v1/namespaces/default/ingresses/{name}/status")
            {
                Body = status, ContentType = ClusterCall.MergePatch,
            },
            Token);
        Assert.True(answer.IsSuccess, answer.Message);
    }
}
