using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Fields;
using TutorPipeline.Rehearsal.KubernetesApi.Http;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>What a server-side apply must have before it is merged.</summary>
internal static class ApplyRules
{
    public static ApiException FieldManagerMissing() => new(
        422,
        "Invalid",
        "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch",
        new JsonObject
        {
            ["group"] = "meta.k8s.io",
            ["kind"] = "PatchOptions",
            ["causes"] = new JsonArray(new JsonObject
            {
                ["reason"] = "FieldValueRequired", ["message"] = "Required value: is required for apply patch", ["field"] = "fieldManager",
            }),
        });

    public static void Check(Target target, JsonObject configuration, Schema schema)
    {
        if (configuration["metadata"]?["managedFields"] is JsonArray { Count: > 0 })
        {
            throw ApiException.BadRequest("metadata.managedFields must be nil");
        }

        if ((string?)configuration["kind"] != target.Resource.Kind || (string?)configuration["apiVersion"] != target.Resource.GroupVersion)
        {
            throw ApiException.BadRequest(
                $"invalid object type: {configuration["apiVersion"]}, Kind={configuration["kind"]} at a path of {target.Resource.Kind}");
        }

        if (Typed.FirstFault(configuration, schema, "") is { } fault)
        {
            var id = target.Namespace is null ? "/" + target.Name : $"{target.Namespace}/{target.Name}";
            throw new ApiException(500, null, $"failed to create typed patch object ({id}; {target.Resource.GroupVersion}, "
                + $"Kind={target.Resource.Kind}): {fault}");
        }
    }

    /// <summary>An apply that names a version or uid is only for that version or that object.</summary>
    public static void CheckIdentity(Target target, JsonObject configuration, JsonObject? live)
    {
        var metadata = configuration["metadata"];
        var uid = (string?)metadata?["uid"];
        if (uid is not null && uid != (string?)live?["metadata"]?["uid"])
        {
            throw ApiException.Conflict(target.Resource, target.Name!, $"uid mismatch: the provided object specified uid {uid}, and "
                + $"{(live is null ? "no existing object was found" : "the existing object has another uid")}");
        }

        var version = (string?)metadata?["resourceVersion"];
        if (!string.IsNullOrEmpty(version) && version != (string?)live?["metadata"]?["resourceVersion"])
        {
            throw ApiException.Conflict(target.Resource, target.Name!);
        }
    }
}
