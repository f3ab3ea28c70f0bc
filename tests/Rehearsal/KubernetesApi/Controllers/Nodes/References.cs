using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>Finds the ConfigMaps, Secrets and keys that a pod names and the store does not have, in the kubelet's words.</summary>
internal sealed class References(Cluster cluster)
{
    /// <summary>The first volume that cannot be mounted and why; null when all can.</summary>
    public (string Volume, string Why)? MissingVolume(JsonObject pod)
    {
        foreach (var volume in pod["spec"].Items("volumes"))
        {
            var name = (string)volume["name"]!;
            var why = Missing(pod, "configmap", (string?)volume["configMap"]?["name"], volume["configMap"])
                ?? Missing(pod, "secret", (string?)volume["secret"]?["secretName"], volume["secret"])
                ?? Claim(pod, (string?)volume["persistentVolumeClaim"]?["claimName"]);
            if (why is not null)
            {
                return (name, why);
            }
        }

        return null;
    }

    /// <summary>Why the container's environment cannot be made; null when it can.</summary>
    public string? MissingEnvironment(JsonObject pod, JsonObject container)
    {
        foreach (var source in container.Items("envFrom"))
        {
            var why = Missing(pod, "configmap", (string?)source["configMapRef"]?["name"], source["configMapRef"])
                ?? Missing(pod, "secret", (string?)source["secretRef"]?["name"], source["secretRef"]);
            if (why is not null)
            {
                return why;
            }
        }

        foreach (var variable in container.Items("env"))
        {
            var from = variable["valueFrom"];
            var why = MissingKey(pod, "configmap", from?["configMapKeyRef"]) ?? MissingKey(pod, "secret", from?["secretKeyRef"]);
            if (why is not null)
            {
                return why;
            }
        }

        return null;
    }

    public JsonObject? Find(JsonObject pod, string kind, string name) =>
        cluster.Get(kind == "secret" ? Kinds.Secrets : Kinds.ConfigMaps, pod.Namespace(), name);

    private string? Missing(JsonObject pod, string kind, string? name, JsonNode? reference) =>
        name is null || (bool?)reference?["optional"] == true || Find(pod, kind, name) is not null ? null : $"{kind} \"{name}\" not found";

    private string? MissingKey(JsonObject pod, string kind, JsonNode? reference)
    {
        if (reference is null || (bool?)reference["optional"] == true)
        {
            return null;
        }

        var (name, key) = ((string)reference["name"]!, (string)reference["key"]!);
        var found = Find(pod, kind, name);
        var title = kind == "secret" ? "Secret" : "ConfigMap";
        return found is null ? $"{kind} \"{name}\" not found"
            : found["data"]?[key] is null ? $"couldn't find key {key} in {title} {pod.Namespace()}/{name}" : null;
    }

    private string? Claim(JsonObject pod, string? name) =>
        name is null || cluster.Get(Kinds.Claims, pod.Namespace(), name) is not null ? null : $"persistentvolumeclaim \"{name}\" not found";
}
