using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Surroundings;

/// <summary>How many of its pods a PodDisruptionBudget lets go at present.</summary>
internal sealed record Budget(JsonObject Value, long Expected, long Healthy, long Desired)
{
    public long Allowed => Math.Max(0, Healthy - Desired);

    public static Budget Of(JsonObject value, IEnumerable<JsonObject> pods)
    {
        var mine = pods.Where(p => Covers(value, p)).ToList();
        long expected = mine.Count;
        var spec = value["spec"]!;
        var desired = spec["maxUnavailable"] is { } most ? expected - Share(most, expected)
            : spec["minAvailable"] is { } least ? Share(least, expected) : 0;
        return new Budget(value, expected, mine.Count(p => p.IsTrue("Ready") && !p.IsDying()), Math.Max(0, desired));
    }

    public static bool Covers(JsonObject value, JsonObject pod) =>
        value.Namespace() == pod.Namespace() && value["spec"]!["selector"]?["matchLabels"] is JsonObject { Count: > 0 } labels
        && labels.All(l => JsonNode.DeepEquals(pod.Labels()[l.Key], l.Value));

    private static long Share(JsonNode value, long of)
    {
        var text = value.ToString();
        return text.EndsWith('%') ? ((of * long.Parse(text[..^1], CultureInfo.InvariantCulture)) + 99) / 100 : value.Whole() ?? 0;
    }
}
