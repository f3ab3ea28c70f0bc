using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;

/// <summary>Makes a pod from a template.</summary>
internal static class PodMaker
{
    public static JsonObject From(JsonObject owner, JsonObject template)
    {
        var metadata = new JsonObject { ["generateName"] = owner.Name() + "-", ["namespace"] = owner.Namespace() };
        foreach (var field in new[] { "labels", "annotations", "finalizers" })
        {
            if (template["metadata"]?[field] is { } value)
            {
                metadata[field] = value.DeepClone();
            }
        }

        metadata["ownerReferences"] = new JsonArray(owner.OwnerReference());
        var spec = template["spec"]!.DeepClone().AsObject();
        spec["enableServiceLinks"] = (bool?)spec["enableServiceLinks"] ?? true;
        return new JsonObject { ["metadata"] = metadata, ["spec"] = spec };
    }
}
