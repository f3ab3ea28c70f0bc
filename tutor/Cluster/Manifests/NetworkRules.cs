using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>
/// Who may connect to the platform's pods: anybody to Caddy's ports, pods of the same namespace to all. Pods of others, such as those by
/// which cert-manager proves a domain, are none of the platform's and stay as they are.
/// </summary>
internal static class NetworkRules
{
    public static IEnumerable<Manifest> Objects(OwnObjects own)
    {
        yield return Policy(own, "openedx-default-deny", new JsonObject { ["matchLabels"] = own.Instance }, []);
        yield return Policy(own, "openedx-namespace", new JsonObject { ["matchLabels"] = own.Instance }, new JsonArray(new JsonObject
        {
            ["from"] = new JsonArray(new JsonObject { ["podSelector"] = new JsonObject() }),
        }));
        yield return Policy(own, "openedx-entry", own.PodsOf("caddy"), new JsonArray(new JsonObject
        {
            ["ports"] = new JsonArray(Port("TCP", 80), Port("TCP", 443), Port("UDP", 443)),
        }));
    }

    private static JsonObject Port(string protocol, int port) => new() { ["protocol"] = protocol, ["port"] = port };

    private static Manifest Policy(OwnObjects own, string name, JsonObject pods, JsonArray ingress) => own.InNamespace(
        "networking.k8s.io/v1", "NetworkPolicy", name, new JsonObject
        {
            ["spec"] = new JsonObject { ["podSelector"] = pods, ["policyTypes"] = new JsonArray("Ingress"), ["ingress"] = ingress },
        });
}
