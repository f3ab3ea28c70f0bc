using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>What a real server fills in when it stores an object.</summary>
internal static class Defaults
{
    public static void Fill(JsonObject value, string kind)
    {
        switch (kind)
        {
            case "Secret":
                Set(value, "type", "Opaque");
                EncodeStringData(value);
                break;
            case "Namespace":
                Child(Child(value, "metadata"), "labels")["kubernetes.io/metadata.name"] = (string)value["metadata"]!["name"]!;
                Child(value, "spec").TryAdd("finalizers", new JsonArray("kubernetes"));
                Set(Child(value, "status"), "phase", "Active");
                break;
            case "Service":
                Services.Fill(value);
                break;
            case "PersistentVolumeClaim":
                Claim(value);
                break;
            case "Ingress":
                Child(value, "status").TryAdd("loadBalancer", new JsonObject());
                break;
            case "HorizontalPodAutoscaler":
                value.TryAdd("status", new JsonObject { ["desiredReplicas"] = 0, ["currentMetrics"] = null });
                break;
            case "PodDisruptionBudget":
                value.TryAdd("status", new JsonObject
                {
                    ["disruptionsAllowed"] = 0, ["currentHealthy"] = 0, ["desiredHealthy"] = 0, ["expectedPods"] = 0,
                });
                break;
            case "NetworkPolicy":
                Child(value, "status");
                break;
            default:
                Workloads.Fill(value, kind);
                break;
        }
    }

    internal static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }

    internal static void Set(JsonObject parent, string name, JsonNode value) => parent.TryAdd(name, value);

    private static void EncodeStringData(JsonObject secret)
    {
        if (secret["stringData"] is JsonObject plain)
        {
            var data = Child(secret, "data");
            foreach (var (key, text) in plain)
            {
                data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes((string?)text ?? ""));
            }

            secret.Remove("stringData");
        }
    }

    private static void Claim(JsonObject claim)
    {
        var metadata = Child(claim, "metadata");
        metadata.TryAdd("finalizers", new JsonArray("kubernetes.io/pvc-protection"));
        var spec = Child(claim, "spec");
        Set(spec, "storageClassName", "standard");
        Set(spec, "volumeMode", "Filesystem");
        Set(Child(claim, "status"), "phase", "Pending");
    }

    /// <summary>The time as the API writes it, in whole seconds.</summary>
    internal static string Now() => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
