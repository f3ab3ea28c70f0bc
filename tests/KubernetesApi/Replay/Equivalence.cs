using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Replay;

/// <summary>
/// Compares answers of two servers. What each server chooses for itself (uids, resourceVersions, times, addresses) may differ, but must
/// differ consistently: where the recorded server repeated a value, so must the other.
/// </summary>
internal sealed class Equivalence
{
    private static readonly HashSet<string> Chosen = ["resourceVersion", "uid", "controller-uid"];

    private static readonly HashSet<string> Free =
    [
        "creationTimestamp", "deletionTimestamp", "time", "lastUpdateTime", "lastTransitionTime", "startTime", "completionTime",
        "clusterIP", "continue", "serverAddress", "gitCommit", "buildDate", "goVersion", "platform", "ca.crt",
    ];

    private readonly Dictionary<string, string> ours = [];

    private readonly Dictionary<string, string> theirs = [];

    private readonly Dictionary<string, string> tokens = [];

    /// <summary>A request as the other server must be sent it: recorded uids and versions are replaced by its own.</summary>
    public JsonNode? Translate(JsonNode? recorded) => recorded switch
    {
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(
            p.Key,
            Chosen.Contains(p.Key) && ours.TryGetValue($"{p.Key} {p.Value}", out var own) ? JsonValue.Create(own) : Translate(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Translate)]),
        _ => recorded?.DeepClone(),
    };

    /// <summary>A path with the other server's own token for the next page of a list.</summary>
    public string Translate(string path)
    {
        foreach (var (recorded, own) in tokens)
        {
            path = path.Replace(recorded, own, StringComparison.Ordinal);
        }

        return path;
    }

    public List<string> Differences(JsonNode? recorded, JsonNode? answered)
    {
        var differences = new List<string>();
        Compare(recorded, answered, "", "", differences);
        return differences;
    }

    private void Compare(JsonNode? recorded, JsonNode? answered, string path, string name, List<string> differences)
    {
        if (Chosen.Contains(name) && recorded is JsonValue && answered is JsonValue)
        {
            if (!Pair($"{name} {recorded}", answered.ToString()))
            {
                differences.Add($"{path}: {answered} does not stand for {recorded} as before");
            }
        }
        else if (Free.Contains(name))
        {
            if (recorded is null != answered is null)
            {
                differences.Add($"{path}: recorded {Text(recorded)}, answered {Text(answered)}");
            }

            if (name == "continue" && recorded is not null && answered is not null)
            {
                tokens[recorded.ToString()] = answered.ToString();
            }
        }
        else if (recorded is JsonObject left && answered is JsonObject right)
        {
            foreach (var key in left.Select(p => p.Key).Union(right.Select(p => p.Key)))
            {
                if (left.ContainsKey(key) != right.ContainsKey(key))
                {
                    differences.Add($"{path}/{key}: recorded {Text(left[key])}, answered {Text(right[key])}");
                }
                else
                {
                    Compare(left[key], right[key], $"{path}/{key}", key, differences);
                }
            }
        }
        else if (recorded is JsonArray leftList && answered is JsonArray rightList && leftList.Count == rightList.Count)
        {
            var item = name == "clusterIPs" ? "clusterIP" : "";
            var (a, b) = name == "managedFields" ? (Sorted(leftList), Sorted(rightList)) : ([.. leftList], [.. rightList]);
            for (var i = 0; i < a.Count; i++)
            {
                Compare(a[i], b[i], $"{path}/{i}", item, differences);
            }
        }
        else if (!JsonNode.DeepEquals(recorded, answered))
        {
            differences.Add($"{path}: recorded {Text(recorded)}, answered {Text(answered)}");
        }
    }

    /// <summary>Remembers that one value stands for the other; false when either stands for something else already.</summary>
    private bool Pair(string recorded, string answered)
    {
        var kind = recorded[..recorded.IndexOf(' ', StringComparison.Ordinal)];
        return Same(ours, recorded, answered) && Same(theirs, $"{kind} {answered}", recorded);
    }

    private static bool Same(Dictionary<string, string> known, string key, string value) => known.TryAdd(key, value) || known[key] == value;

    /// <summary>Entries in an order that does not depend on the second in which they were made.</summary>
    private static List<JsonNode?> Sorted(JsonArray managers) =>
        [.. managers.OrderBy(m => $"{m!["operation"]} {m["manager"]} {m["subresource"]}", StringComparer.Ordinal)];

    private static string Text(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 300)] : "nothing";
}
