using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Resources;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>What a real server adds to every pod, its service account's token above all.</summary>
internal static class Pods
{
    private const string TokenFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static readonly ResourceType Type = ResourceTable.Find("v1", "pods")!;

    public static void Fill(JsonObject status, JsonObject spec)
    {
        status.TryAdd("phase", "Pending");
        if (status["qosClass"] is null)
        {
            var resources = (spec["containers"] as JsonArray ?? []).Select(c => c!["resources"] as JsonObject ?? []).ToList();
            status["qosClass"] = resources.TrueForAll(r => r["requests"] is null && r["limits"] is null) ? "BestEffort"
                : resources.TrueForAll(r => r["limits"]?["cpu"] is not null && r["limits"]?["memory"] is not null
                    && (r["requests"] is null || JsonNode.DeepEquals(r["requests"], r["limits"]))) ? "Guaranteed"
                : "Burstable";
        }
    }

    /// <exception cref="ApiException">403: the service account that it names is not there.</exception>
    public static void Admit(Store store, JsonObject pod)
    {
        var (metadata, spec) = (pod["metadata"]!, pod["spec"]!.AsObject());
        var (@namespace, account) = ((string)metadata["namespace"]!, (string?)spec["serviceAccountName"] ?? "default");
        if (store.Get("/serviceaccounts", @namespace, account) is not { } found)
        {
            var name = (string?)metadata["generateName"] ?? (string)metadata["name"]!;
            throw ApiException.Forbidden(
                Type, name, $"error looking up service account {@namespace}/{account}: serviceaccount \"{account}\" not found");
        }

        (spec["serviceAccountName"], spec["serviceAccount"]) = (account, account);
        if ((bool?)(spec["automountServiceAccountToken"] ?? found["automountServiceAccountToken"]) != false)
        {
            MountToken(spec);
        }

        spec.TryAdd("priority", 0);
        spec.TryAdd("preemptionPolicy", "PreemptLowerPriority");
        spec.TryAdd("enableServiceLinks", true);
        var tolerations = spec["tolerations"] as JsonArray ?? [];
        foreach (var taint in new[] { "not-ready", "unreachable" })
        {
            tolerations.Add(new JsonObject
            {
                ["key"] = "node.kubernetes.io/" + taint, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300,
            });
        }

        spec["tolerations"] = tolerations.DeepClone();
    }

    private static void MountToken(JsonObject spec)
    {
        var name = "kube-api-access-" + Guid.NewGuid().ToString("n")[..5];
        var volumes = spec["volumes"]?.DeepClone() as JsonArray ?? [];
        volumes.Add(new JsonObject
        {
            ["name"] = name,
            ["projected"] = new JsonObject
            {
                ["sources"] = JsonNode.Parse(
                    """
                    [{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},
                     {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},
                     {"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}]
                    """),
                ["defaultMode"] = 420,
            },
        });
        spec["volumes"] = volumes;
        foreach (var list in new[] { "initContainers", "containers" })
        {
            foreach (var container in spec[list] as JsonArray ?? [])
            {
                var mounts = container!["volumeMounts"]?.DeepClone() as JsonArray ?? [];
                mounts.Add(new JsonObject { ["name"] = name, ["readOnly"] = true, ["mountPath"] = TokenFolder });
                container["volumeMounts"] = mounts;
            }
        }
    }
}
