using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>Sets conditions as controllers do: the time of a transition stays while the status does, and what changed goes last.</summary>
internal static class Conditions
{
    /// <summary>A Deployment's condition, which also says when it was last written; nothing happens while status and reason stay.</summary>
    public static bool Set(JsonArray conditions, string type, string status, string reason, string message)
    {
        var current = Find(conditions, type);
        if ((string?)current?["status"] == status && (string?)current["reason"] == reason)
        {
            return false;
        }

        var now = Defaults.Now();
        var since = (string?)current?["status"] == status ? (string?)current["lastTransitionTime"] : now;
        Remove(conditions, type);
        conditions.Add(new JsonObject
        {
            ["type"] = type, ["status"] = status, ["lastUpdateTime"] = now, ["lastTransitionTime"] = since, ["reason"] = reason,
            ["message"] = message,
        });
        return true;
    }

    public static JsonObject? Find(JsonArray conditions, string type) =>
        conditions.OfType<JsonObject>().FirstOrDefault(c => (string?)c["type"] == type);

    public static void Remove(JsonArray conditions, string type)
    {
        if (Find(conditions, type) is { } found)
        {
            conditions.Remove(found);
        }
    }
}
