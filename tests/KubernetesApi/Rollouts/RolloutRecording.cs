using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Rollouts;

/// <summary>A Deployment that was applied to a real cluster, and what the watches of four kinds sent.</summary>
internal sealed record RolloutRecording(JsonObject Applied, List<(string Stream, JsonNode Event)> Sent)
{
    public static RolloutRecording Read(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Recordings", "rollouts", name + ".json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        return new RolloutRecording(
            json["apply"]!["body"]!.AsObject(),
            [.. json["streams"]!.AsArray().Select(s => ((string)s!["stream"]!, s["event"]!))]);
    }

    public List<string> Trace(string stream) => Trace(stream, Sent.Where(s => s.Stream == stream).Select(s => s.Event));

    /// <summary>What matters of a watch's events, a line each, without what a cluster chooses for itself.</summary>
    public static List<string> Trace(string stream, IEnumerable<JsonNode> events)
    {
        var lines = new List<string>();
        foreach (var sent in events)
        {
            var value = sent["object"]!;
            var line = stream == "events" ? Event(sent) : $"{sent["type"]} {Status(value)}";
            if (line is not null && (lines.Count == 0 || lines[^1] != line))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>
    /// A new event; but not what was only so on the recorded node, which had no cluster DNS and was slow to know its own ConfigMaps, and
    /// not repetitions, whose number depends on how long was watched.
    /// </summary>
    private static string? Event(JsonNode sent)
    {
        var value = sent["object"]!;
        var message = (string)value["message"]!;
        var isOfTheNode = (string?)value["reason"] == "MissingClusterDNS"
            || message.Contains("failed to sync configmap cache", StringComparison.Ordinal);
        return isOfTheNode || (string?)sent["type"] != "ADDED" ? null
            : Names.Leave($"{value["involvedObject"]!["kind"]} {value["type"]} {value["reason"]} {message}");
    }

    private static string Status(JsonNode value)
    {
        var status = value["status"]!;
        var counts = status.AsObject().Where(p => p.Value is JsonValue && p.Key is not ("startTime" or "podIP" or "hostIP"))
            .Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal);
        var conditions = (status["conditions"] as JsonArray ?? [])
            .Select(c => $"{c!["type"]}={c["status"]} {c["reason"]} {c["message"]}");
        var containers = (status["containerStatuses"] as JsonArray ?? []).Select(Container);
        return Names.Leave($"[{string.Join(' ', counts)}] [{string.Join("; ", conditions)}] [{string.Join("; ", containers)}]");
    }

    private static string Container(JsonNode? status) =>
        $"{State(status!["state"])} after {State(status["lastState"])} ready={status["ready"]} restarts={status["restartCount"]} "
        + $"started={status["started"]}";

    private static string State(JsonNode? state)
    {
        var (name, detail) = state!.AsObject().FirstOrDefault();
        return name is null ? "nothing" : $"{name} {detail!["reason"]} {detail["exitCode"]} {detail["message"]}";
    }
}
