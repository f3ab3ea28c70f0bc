using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>Reads what matters out of objects of the cluster.</summary>
internal static class Seen
{
    public static string Name(JsonObject document) => (string?)document["metadata"]?["name"] ?? string.Empty;

    public static string Uid(JsonObject document) => (string?)document["metadata"]?["uid"] ?? Name(document);

    public static string? Revision(JsonObject document) =>
        (string?)document["metadata"]?["annotations"]?["deployment.kubernetes.io/revision"];

    public static bool IsOwnedBy(JsonObject document, string uid)
    {
        foreach (var owner in document["metadata"]?["ownerReferences"] as JsonArray ?? [])
        {
            if ((string?)owner?["uid"] == uid)
            {
                return true;
            }
        }

        return false;
    }

    public static int Count(JsonNode? parent, string name) => (int?)parent?[name] ?? 0;

    public static JsonObject? Condition(JsonObject document, string type)
    {
        foreach (var condition in document["status"]?["conditions"] as JsonArray ?? [])
        {
            if ((string?)condition?["type"] == type)
            {
                return condition as JsonObject;
            }
        }

        return null;
    }

    /// <summary>The states of all containers of a pod, those that only prepare it first.</summary>
    public static IEnumerable<JsonObject> Containers(JsonObject pod)
    {
        foreach (var list in (string[])["initContainerStatuses", "containerStatuses"])
        {
            foreach (var status in pod["status"]?[list] as JsonArray ?? [])
            {
                yield return status!.AsObject();
            }
        }
    }

    /// <summary>
    /// A pod that is being removed, was evicted or whose node ended it tells nothing about the rollout: another takes its place.
    /// </summary>
    public static bool IsOnItsWayOut(JsonObject pod) =>
        pod["metadata"]?["deletionTimestamp"] is not null || (string?)pod["status"]?["phase"] == "Failed";
}
