using System.Globalization;
using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;

/// <summary>A Deployment with its ReplicaSets, and the numbers that follow from them.</summary>
internal sealed class Rollout
{
    public Rollout(JsonObject deployment, IEnumerable<JsonObject> sets)
    {
        Deployment = deployment;
        Sets = [.. sets.OrderBy(s => (string?)s["metadata"]!["creationTimestamp"], StringComparer.Ordinal).ThenBy(Revision)];
        New = Sets.FirstOrDefault(s => PodTemplate.IsSame(deployment, s));
        Old = [.. Sets.Where(s => s != New)];
        Replicas = deployment.Number("spec", "replicas", 1);
        var rolling = deployment["spec"]!["strategy"]?["rollingUpdate"];
        IsRecreate = (string?)deployment["spec"]!["strategy"]?["type"] == "Recreate";
        MaxSurge = IsRecreate ? 0 : Resolve(rolling?["maxSurge"], up: true);
        var unavailable = IsRecreate ? 0 : Resolve(rolling?["maxUnavailable"], up: false);
        MaxUnavailable = Math.Min(Replicas, MaxSurge == 0 && unavailable == 0 && !IsRecreate ? 1 : unavailable);
    }

    public JsonObject Deployment { get; }

    /// <summary>All ReplicaSets, the oldest first.</summary>
    public List<JsonObject> Sets { get; }

    /// <summary>The one with the Deployment's template.</summary>
    public JsonObject? New { get; }

    public List<JsonObject> Old { get; }

    public long Replicas { get; }

    public bool IsRecreate { get; }

    public long MaxSurge { get; }

    public long MaxUnavailable { get; }

    public long Wanted(IEnumerable<JsonObject> sets) => sets.Sum(s => s.Number("spec", "replicas"));

    public long Available => Sets.Sum(s => s.Number("status", "availableReplicas"));

    public static long Revision(JsonObject set) =>
        long.TryParse(set.Annotation(Revisions.Annotation), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private long Resolve(JsonNode? value, bool up)
    {
        var text = value?.ToString() ?? "25%";
        if (!text.EndsWith('%'))
        {
            return long.Parse(text, CultureInfo.InvariantCulture);
        }

        var share = Replicas * long.Parse(text[..^1], CultureInfo.InvariantCulture);
        return up ? (share + 99) / 100 : share / 100;
    }
}
