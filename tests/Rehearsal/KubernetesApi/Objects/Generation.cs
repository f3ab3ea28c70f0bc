using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Which kinds count their generations, and what makes a new one.</summary>
internal static class Generation
{
    private static readonly HashSet<string> Counted =
    [
        "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Ingress", "NetworkPolicy", "PodDisruptionBudget",
    ];

    public static void Set(JsonObject? before, JsonObject after, string kind)
    {
        if (!Counted.Contains(kind))
        {
            return;
        }

        var metadata = after["metadata"]!.AsObject();
        var old = (long?)before?["metadata"]?["generation"] ?? 0;
        var changed = before is null || !JsonNode.DeepEquals(before["spec"], after["spec"])
            || (kind == "Deployment" && !JsonNode.DeepEquals(before["metadata"]!["annotations"], metadata["annotations"]))
            || (before["metadata"]!["deletionTimestamp"] is null && metadata["deletionTimestamp"] is not null);
        metadata["generation"] = changed ? old + 1 : old;
    }
}
