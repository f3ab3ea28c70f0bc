using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>What a real cluster's controllers put into every new namespace.</summary>
internal static class NamespaceContents
{
    public static void Make(Store store, string name)
    {
        store.Put("/serviceaccounts", Made("ServiceAccount", name, "default"));
        var ca = Made("ConfigMap", name, "kube-root-ca.crt");
        ca["metadata"]!["annotations"] = new JsonObject { ["kubernetes.io/description"] = Description };
        ca["metadata"]!["managedFields"] = new JsonArray(new JsonObject
        {
            ["manager"] = "kube-controller-manager", ["operation"] = "Update", ["apiVersion"] = "v1", ["time"] = Defaults.Now(),
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = JsonNode.Parse(
                """{"f:data":{".":{},"f:ca.crt":{}},"f:metadata":{"f:annotations":{".":{},"f:kubernetes.io/description":{}}}}"""),
        });
        ca["data"] = new JsonObject { ["ca.crt"] = "rehearsal" };
        store.Put("/configmaps", ca);
    }

    private const string Description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP "
        + "or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";

    private static JsonObject Made(string kind, string @namespace, string name) => new()
    {
        ["kind"] = kind,
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject
        {
            ["name"] = name, ["namespace"] = @namespace, ["uid"] = Guid.NewGuid().ToString(), ["creationTimestamp"] = Defaults.Now(),
        },
    };
}
