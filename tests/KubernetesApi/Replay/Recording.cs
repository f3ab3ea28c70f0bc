using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Replay;

/// <summary>One recorded question and its answer.</summary>
internal sealed record Recording(string Id, string Method, string Path, string ContentType, JsonNode? Sent, int Status, JsonNode? Answer)
{
    /// <summary>All recordings in the order in which they were made.</summary>
    public static IEnumerable<Recording> All()
    {
        var folder = System.IO.Path.Combine(AppContext.BaseDirectory, "Recordings");
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var exchanges = JsonNode.Parse(File.ReadAllText(file))!["exchanges"]!.AsArray();
            for (var i = 0; i < exchanges.Count; i++)
            {
                var (request, response) = (exchanges[i]!["request"]!, exchanges[i]!["response"]!);
                yield return new Recording(
                    $"{System.IO.Path.GetFileNameWithoutExtension(file)} {i}", (string)request["method"]!, (string)request["path"]!,
                    (string?)request["contentType"] ?? "application/json", request["body"], (int)response["status"]!, response["body"]);
            }
        }
    }

    /// <summary>The exchanges that the stand-in is known to answer otherwise, with the reason.</summary>
    public static Dictionary<string, string> NotYetReplayed() =>
        File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "NotYetReplayed.txt"))
            .Where(l => l.Length > 0 && !l.StartsWith('#'))
            .Select(l => l.Split(": ", 2))
            .ToDictionary(p => p[0], p => p[1]);
}
