using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Jobs;

/// <summary>A Job on the stand-in with one container, and what became of it.</summary>
internal sealed class JobRun(ApiServerProcess server, string name)
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    /// <param name="script">What the container's shell is told.</param>
    /// <param name="job">Other members of the Job's spec, each with a comma after it.</param>
    /// <param name="container">Other members of the container, each with a comma before it.</param>
    /// <param name="pod">Other members of the pod's spec, each with a comma after it.</param>
    /// <param name="image">The container's image.</param>
    public async Task ApplyAsync(
        string script, string job = "\"backoffLimit\":0,", string container = "", string pod = "", string image = "lms:1")
    {
        var (status, answer) = await server.ApplyAsync(
            $"{Jobs}/{name}?fieldManager=ours",
            $$$"""
            {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"{{{name}}}"},"spec":{{{{job}}}
             "template":{"spec":{"restartPolicy":"Never",{{{pod}}}"containers":[{"name":"j","image":"{{{image}}}",
             "command":["sh","-e","-c",{{{JsonValue.Create(script).ToJsonString()}}}]{{{container}}}}]} } } }
            """);
        Assert.True(status is 200 or 201, $"{status} {answer}");
    }

    /// <summary>The Job's condition when it is over.</summary>
    public async Task<JsonNode> EndAsync()
    {
        var events = await server.FollowAsync(
            $"{Jobs}?watch=true&fieldSelector=metadata.name%3D{name}", e => e.Count > 0 && Ended(e[^1]["object"]!) is not null);
        var last = events.LastOrDefault()?["object"];
        var ended = last is null ? null : Ended(last);
        Assert.True(ended is not null, $"It is not over: {last?["status"]}");
        return ended;
    }

    public async Task<List<JsonNode>> PodsAsync() =>
    [
        .. (await server.SendAsync("GET", $"/api/v1/namespaces/default/pods?labelSelector=job-name%3D{name}")).Body!["items"]!.AsArray()
            .Select(p => p!),
    ];

    /// <summary>What the newest pod has written.</summary>
    public async Task<string> LogAsync(string query = "")
    {
        var pod = (await PodsAsync())[^1]!["metadata"]!["name"];
        return (string)(await server.SendAsync("GET", $"/api/v1/namespaces/default/pods/{pod}/log{query}")).Body!;
    }

    public Task DeleteAsync() => server.SendAsync("DELETE", $"{Jobs}/{name}?propagationPolicy=Background");

    private static JsonNode? Ended(JsonNode job) =>
        job["status"]?["conditions"]?.AsArray().FirstOrDefault(c => (string?)c!["type"] is "Complete" or "Failed");
}
