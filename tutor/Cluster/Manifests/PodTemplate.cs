using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>The pod inside an object that makes pods.</summary>
internal static class PodTemplate
{
    /// <summary>A copy of the manifest that may be changed, with its pod's <c>spec</c>; null for objects that make no pods.</summary>
    public static (JsonObject Document, JsonObject Pod)? Open(Manifest manifest)
    {
        if (SpecOf(manifest.Document, manifest.Key.Kind) is null)
        {
            return null;
        }

        var copy = manifest.Document.DeepClone().AsObject();
        return (copy, SpecOf(copy, manifest.Key.Kind)!);
    }

    /// <summary>The pod's <c>spec</c> in the document itself, to look at; null for objects that make no pods.</summary>
    public static JsonObject? Look(Manifest manifest) => SpecOf(manifest.Document, manifest.Key.Kind);

    /// <summary>All containers of a pod, those that initialise it first.</summary>
    public static IEnumerable<JsonObject> Containers(JsonObject pod) =>
        Objects(pod, "initContainers").Concat(Objects(pod, "containers"));

    /// <summary>The objects in a list; none where there is no list.</summary>
    public static IEnumerable<JsonObject> Objects(JsonObject owner, string list) =>
        owner[list] is JsonArray items ? items.OfType<JsonObject>() : [];

    private static JsonObject? SpecOf(JsonObject document, string kind) => kind switch
    {
        "Deployment" or "StatefulSet" or "DaemonSet" or "Job" => document["spec"]?["template"]?["spec"] as JsonObject,
        "CronJob" => document["spec"]?["jobTemplate"]?["spec"]?["template"]?["spec"] as JsonObject,
        "Pod" => document["spec"] as JsonObject,
        _ => null,
    };
}
