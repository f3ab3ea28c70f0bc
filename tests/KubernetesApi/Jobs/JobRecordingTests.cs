using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TutorPipeline.KubernetesApi.Tests.Jobs;

/// <summary>What a real cluster made of two Jobs, the stand-in makes of them, too.</summary>
public static partial class JobRecordingTests
{
    [Theory]
    [InlineData("18-job", 2)]
    [InlineData("19-job-that-fails", 1)]
    public static async Task A_watch_of_a_job_sends_what_it_sent_on_a_real_cluster(string file, int watch)
    {
        var exchanges = Exchanges(file);
        await using var server = await ApiServerProcess.StartAsync();
        var from = await RunAsync(server, exchanges);
        var expected = Trace(exchanges[watch]!["response"]!["body"]!.AsArray()!);
        var seen = await server.FollowAsync(
            $"/apis/batch/v1/namespaces/recording/jobs?watch=true&resourceVersion={from}", e => Trace(e).Count >= expected.Count);
        Assert.Equal(expected, Trace(seen));
    }

    [Fact]
    public static async Task The_pod_of_a_successful_job_says_what_a_real_one_said()
    {
        var exchanges = Exchanges("18-job");
        await using var server = await ApiServerProcess.StartAsync();
        await RunAsync(server, exchanges);
        var seen = await server.FollowAsync(
            "/api/v1/namespaces/recording/pods?watch=true",
            e => e.Count > 0 && (string?)e[^1]["object"]!["status"]!["phase"] == "Succeeded");
        Assert.Equal(Status(exchanges[3]!["response"]!["body"]!["items"]![0]!), Status(seen[^1]["object"]!));
    }

    [Fact]
    public static async Task The_events_of_a_failing_job_are_those_of_a_real_one()
    {
        var exchanges = Exchanges("19-job-that-fails");
        await using var server = await ApiServerProcess.StartAsync();
        await RunAsync(server, exchanges);
        static List<string> Lines(IEnumerable<JsonNode> events) =>
            [.. events.Select(e => $"{e["type"]} {e["reason"]} {PodName().Replace((string)e["message"]!, "$1-…")} {e["source"]}")];
        var expected = Lines(exchanges[2]!["response"]!["body"]!["items"]!.AsArray()!);
        var seen = await server.FollowAsync(
            "/api/v1/namespaces/recording/events?watch=true&fieldSelector=involvedObject.name%3Dfails", e => e.Count >= expected.Count);
        Assert.Equal(expected, Lines(seen.Select(e => e["object"]!)));
    }

    private static JsonArray Exchanges(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Recordings", file + ".json");
        return JsonNode.Parse(File.ReadAllText(path))!["exchanges"]!.AsArray();
    }

    private static async Task<string> RunAsync(ApiServerProcess server, JsonArray exchanges)
    {
        var (_, made) = await server.SendAsync("POST", "/api/v1/namespaces", JsonNode.Parse("""{"metadata":{"name":"recording"}}"""));
        var request = exchanges[0]!["request"]!;
        await server.ApplyAsync((string)request["path"]!, request["body"]!.ToJsonString());
        return (string)made!["metadata"]!["resourceVersion"]!;
    }

    /// <summary>
    /// The status and who owns what of it, without times and uids. Whether a pod that runs for a moment is ever counted as ready depends on how
    /// busy the machine is, here and there, so that count is left out, with what changes nothing else.
    /// </summary>
    private static List<string> Trace(IEnumerable<JsonNode> events)
    {
        var lines = new List<string>();
        foreach (var seen in events)
        {
            var status = seen["object"]!["status"]!.DeepClone().AsObject();
            status.Remove("ready");
            var line = $"{Sorted(status)} {Owners(seen["object"]!)}";
            if (lines.Count == 0 || !lines[^1].EndsWith($" {line}", StringComparison.Ordinal))
            {
                lines.Add($"{seen["type"]} {line}");
            }
        }

        return lines;
    }

    private static string Owners(JsonNode value) => string.Join(' ', value["metadata"]!["managedFields"]!.AsArray()
        .Where(m => (string?)m!["subresource"] == "status").Select(m => $"{m!["manager"]} {Sorted(m["fieldsV1"]!)}"));

    private static string Status(JsonNode pod)
    {
        var status = pod["status"]!.DeepClone().AsObject();
        foreach (var container in status["containerStatuses"]!.AsArray())
        {
            container!.AsObject().Remove("imageID");
        }

        return Sorted(status);
    }

    private static string Sorted(JsonNode node) => Chosen().Replace(Ordered(node)?.ToJsonString() ?? "", "…");

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(p.Key, Ordered(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9-]+T[0-9:]+Z|198\\.18\\.[0-9.]+|[0-9a-f]{64}")]
    private static partial Regex Chosen();

    [GeneratedRegex("(fails)-[a-z0-9]{5}")]
    private static partial Regex PodName();
}
