using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests.Rollouts;

namespace TutorPipeline.KubernetesApi.Tests.Surroundings;

/// <summary>What a cluster adds to the objects of a deploy.</summary>
public static class SurroundingsTests
{
    private const string Core = "/api/v1/namespaces/default";

    [Fact]
    public static async Task An_ingress_gets_the_address_of_a_load_balancer()
    {
        await using var server = await ApiServerProcess.StartAsync();
        const string Path = "/apis/networking.k8s.io/v1/namespaces/default/ingresses";
        await server.ApplyAsync(Path + "/web?fieldManager=ours", """
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web"},"spec":{"rules":[{"host":"lms.example.com"}]}}
            """);
        var seen = await UntilAsync(server, Path, o => o["status"]!["loadBalancer"]!["ingress"] is not null);
        Assert.Equal(
            "k8s-default-web.elb.amazonaws.com", (string?)seen["status"]!["loadBalancer"]!["ingress"]![0]!["hostname"]);
    }

    [Fact]
    public static async Task A_service_lists_the_pods_that_are_ready()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.ImagesAsync("""{"image":"*:unready","ready":false}""");
        await server.ApplyAsync($"{Core}/services/lms?fieldManager=ours", """
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"lms","labels":{"part-of":"site"}},
             "spec":{"selector":{"app":"lms"},"ports":[{"port":80,"targetPort":8000}]}}
            """);
        var lms = new Deployed(server, "lms");
        await lms.ApplyAsync("lms:1", 2);
        await lms.UntilCompleteAsync();
        var full = await UntilAsync(
            server, $"{Core}/endpoints", o => (o["subsets"]?[0]!["addresses"] as JsonArray)?.Count == 2);
        Assert.Equal(8000, (int?)full["subsets"]![0]!["ports"]![0]!["port"]);
        Assert.Equal("site", (string?)full["metadata"]!["labels"]!["part-of"]);

        await lms.ApplyAsync("lms:unready", 2, "\"strategy\":{\"type\":\"Recreate\"},");
        await UntilAsync(server, $"{Core}/endpoints", o => (o["subsets"]?[0]!["notReadyAddresses"] as JsonArray)?.Count == 2);
        var slice = await UntilAsync(
            server, "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices",
            o => (o["endpoints"] as JsonArray)?.Count(e => (bool?)e!["conditions"]!["ready"] == false) == 2);
        Assert.Equal("lms", (string?)slice["metadata"]!["labels"]!["kubernetes.io/service-name"]);

        var from = await server.RevisionAsync();
        await server.SendAsync("DELETE", $"{Core}/services/lms");
        var gone = await server.FollowAsync(
            $"{Core}/endpoints?watch=true&resourceVersion={from}",
            e => e.Exists(x => (string?)x["type"] == "DELETED"));
        Assert.Contains(gone, e => (string?)e["type"] == "DELETED");
    }

    [Fact]
    public static async Task An_autoscaler_takes_the_replicas_over_and_an_apply_of_them_is_refused()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var lms = new Deployed(server, "lms");
        await lms.ApplyAsync("lms:1");
        await server.ApplyAsync("/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers/lms?fieldManager=ours", """
            {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"lms"},
             "spec":{"minReplicas":2,"maxReplicas":4,"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"lms"}}}
            """);
        await lms.UntilAsync(d => (int)d["spec"]!["replicas"]! == 2);
        var (status, answer) = await server.ApplyAsync(
            "/apis/apps/v1/namespaces/default/deployments/lms?fieldManager=ours",
            """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"lms"},"spec":{"replicas":1}}""");
        Assert.Equal(409, status);
        Assert.Equal(
            "conflict with \"kube-controller-manager\" with subresource \"scale\" using apps/v1",
            (string?)answer!["details"]!["causes"]![0]!["message"]);
    }

    [Fact]
    public static async Task A_claim_is_bound_to_a_volume_that_goes_with_it()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.SendAsync("POST", $"{Core}/persistentvolumeclaims", JsonNode.Parse("""
            {"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"5Gi"}}}}
            """));
        var claim = await UntilAsync(server, $"{Core}/persistentvolumeclaims", o => (string?)o["status"]!["phase"] == "Bound");
        Assert.Equal("5Gi", (string?)claim["status"]!["capacity"]!["storage"]);
        var (_, volume) = await server.SendAsync("GET", $"/api/v1/persistentvolumes/{claim["spec"]!["volumeName"]}");
        Assert.Equal("data", (string?)volume!["spec"]!["claimRef"]!["name"]);
        var from = await server.RevisionAsync();
        await server.SendAsync("DELETE", $"{Core}/persistentvolumeclaims/data");
        var gone = await server.FollowAsync(
            $"/api/v1/persistentvolumes?watch=true&resourceVersion={from}", e => e.Exists(x => (string?)x["type"] == "DELETED"));
        Assert.Contains(gone, e => (string?)e["type"] == "DELETED");
    }

    [Fact]
    public static async Task A_pod_is_evicted_unless_its_budget_does_not_allow_it()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var lms = new Deployed(server, "lms");
        await lms.ApplyAsync("lms:1", 2);
        await lms.UntilCompleteAsync();
        await server.ApplyAsync("/apis/policy/v1/namespaces/default/poddisruptionbudgets/lms?fieldManager=ours", """
            {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"lms"},
             "spec":{"minAvailable":2,"selector":{"matchLabels":{"app":"lms"}}}}
            """);
        var pod = (string)(await lms.PodsAsync())[0]!["metadata"]!["name"]!;
        var path = $"{Core}/pods/{pod}/eviction";
        var (refused, why) = await server.SendAsync("POST", path, Eviction(pod));
        Assert.Equal(429, refused);
        Assert.Equal("Cannot evict pod as it would violate the pod's disruption budget.", (string?)why!["message"]);
        Assert.Equal(
            "The disruption budget lms needs 2 healthy pods and has 2 currently", (string?)why["details"]!["causes"]![0]!["message"]);

        await server.SendAsync("DELETE", "/apis/policy/v1/namespaces/default/poddisruptionbudgets/lms");
        var from = await server.RevisionAsync();
        var (evicted, _) = await server.SendAsync("POST", path, Eviction(pod));
        Assert.Equal(201, evicted);
        await server.FollowAsync($"{Core}/pods?watch=true&resourceVersion={from}", e => e.Exists(
            x => (string?)x["type"] == "DELETED" && (string?)x["object"]!["metadata"]!["name"] == pod));
        await lms.UntilCompleteAsync();
        Assert.DoesNotContain(await lms.PodsAsync(), p => (string?)p!["metadata"]!["name"] == pod);
    }

    private static JsonObject Eviction(string pod) => new()
    {
        ["apiVersion"] = "policy/v1", ["kind"] = "Eviction", ["metadata"] = new JsonObject { ["name"] = pod },
    };

    private static async Task<JsonNode> UntilAsync(ApiServerProcess server, string path, Func<JsonNode, bool> isWanted)
    {
        var seen = await server.FollowAsync($"{path}?watch=true", e => e.Count > 0 && isWanted(e[^1]["object"]!));
        Assert.True(seen.Count > 0 && isWanted(seen[^1]["object"]!), $"It stayed at {seen.LastOrDefault()}");
        return seen[^1]["object"]!;
    }
}
