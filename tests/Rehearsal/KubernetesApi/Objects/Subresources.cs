using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Http;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>A subresource changes its own part of an object and nothing else; the main resource never changes the status.</summary>
internal static class Subresources
{
    public static JsonObject Limit(Target target, JsonObject live, JsonObject proposed)
    {
        var value = live.DeepClone().AsObject();
        switch (target.Subresource)
        {
            case "status":
                Take(value, proposed, "status");
                Take(value["metadata"]!.AsObject(), proposed["metadata"]!.AsObject(), "annotations");
                Take(value["metadata"]!.AsObject(), proposed["metadata"]!.AsObject(), "managedFields");
                return value;
            case "scale" or "finalize":
                Take(value, proposed, "spec");
                return value;
            default:
                proposed.Remove("status");
                Take(proposed, live, "status");
                return proposed;
        }
    }

    public static JsonObject Scale(JsonObject value)
    {
        var labels = value["spec"]?["selector"]?["matchLabels"] as JsonObject ?? [];
        var metadata = value["metadata"]!;
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = (string?)metadata["name"], ["namespace"] = (string?)metadata["namespace"], ["uid"] = (string?)metadata["uid"],
                ["resourceVersion"] = (string?)metadata["resourceVersion"], ["creationTimestamp"] = (string?)metadata["creationTimestamp"],
            },
            ["spec"] = new JsonObject { ["replicas"] = value["spec"]?["replicas"]?.DeepClone() },
            ["status"] = new JsonObject
            {
                ["replicas"] = value["status"]?["replicas"]?.DeepClone() ?? 0,
                ["selector"] = string.Join(',', labels.Select(l => $"{l.Key}={l.Value}")),
            },
        };
    }

    private static void Take(JsonObject into, JsonObject from, string field)
    {
        into.Remove(field);
        if (from[field] is { } value)
        {
            into[field] = value.DeepClone();
        }
    }
}
