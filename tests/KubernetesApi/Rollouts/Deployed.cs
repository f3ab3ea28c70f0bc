using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Rollouts;

/// <summary>A Deployment on the stand-in, and the waiting for what its controllers make of it.</summary>
internal sealed class Deployed(ApiServerProcess server, string name)
{
    private const string Namespace = "/namespaces/default/";

    private readonly string path = $"/apis/apps/v1{Namespace}deployments/{name}";

    /// <summary>Applies it with an image and whatever else its spec is to have (JSON members).</summary>
    public async Task ApplyAsync(string image, int replicas = 1, string more = "")
    {
        var (status, answer) = await server.ApplyAsync(
            path + "?fieldManager=ours",
            $$$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{name}}}"},"spec":{"replicas":{{{replicas}}},{{{more}}}
             "selector":{"matchLabels":{"app":"{{{name}}}"}},
             "template":{"metadata":{"labels":{"app":"{{{name}}}"}},"spec":{"containers":[{"name":"c","image":"{{{image}}}"}]}} } }
            """);
        Assert.True(status is 200 or 201, $"{status} {answer}");
    }

    public async Task<JsonNode> GetAsync() => (await server.SendAsync("GET", path)).Body!;

    /// <summary>Every state of it, until one is as wanted.</summary>
    public async Task<List<JsonNode>> UntilAsync(Func<JsonNode, bool> isWanted)
    {
        var events = await server.FollowAsync(
            $"/apis/apps/v1{Namespace}deployments?watch=true&fieldSelector=metadata.name%3D{name}",
            e => e.Count > 0 && isWanted(e[^1]["object"]!));
        Assert.True(events.Count > 0 && isWanted(events[^1]["object"]!), $"It stayed at {events.LastOrDefault()?["object"]?["status"]}");
        return [.. events.Select(e => e["object"]!)];
    }

    public Task<List<JsonNode>> UntilCompleteAsync() => UntilAsync(IsComplete);

    public static bool IsComplete(JsonNode value)
    {
        var (wanted, status) = ((int)value["spec"]!["replicas"]!, value["status"]!);
        string[] counts = ["replicas", "updatedReplicas", "availableReplicas"];
        return (long?)status["observedGeneration"] >= (long)value["metadata"]!["generation"]!
            && counts.All(f => ((int?)status[f] ?? 0) == wanted);
    }

    public static string? Reason(JsonNode value, string type) =>
        (string?)value["status"]!["conditions"]?.AsArray().FirstOrDefault(c => (string?)c!["type"] == type)?["reason"];

    public async Task<JsonArray> SetsAsync() => (await ListAsync("/apis/apps/v1", "replicasets")).AsArray();

    public async Task<JsonArray> PodsAsync() => (await ListAsync("/api/v1", "pods")).AsArray();

    private async Task<JsonNode> ListAsync(string api, string kind) =>
        (await server.SendAsync("GET", $"{api}{Namespace}{kind}?labelSelector=app%3D{name}")).Body!["items"]!;
}
