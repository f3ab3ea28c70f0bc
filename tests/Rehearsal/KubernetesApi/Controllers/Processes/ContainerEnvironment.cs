using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;

/// <summary>The variables of a container: those of whole ConfigMaps and Secrets, then its own, which may name earlier ones.</summary>
internal sealed partial class ContainerEnvironment(References references, JsonObject pod)
{
    private readonly Dictionary<string, string> values = [];

    public IReadOnlyDictionary<string, string> Values => values;

    public ContainerEnvironment Read(JsonObject container)
    {
        foreach (var source in container.Items("envFrom"))
        {
            AddAll((string?)source["prefix"], "configmap", (string?)source["configMapRef"]?["name"]);
            AddAll((string?)source["prefix"], "secret", (string?)source["secretRef"]?["name"]);
        }

        foreach (var variable in container.Items("env"))
        {
            var text = variable["valueFrom"] is { } from ? From(from) : Expand((string?)variable["value"] ?? "");
            if (text is not null)
            {
                values[(string)variable["name"]!] = text;
            }
        }

        return this;
    }

    /// <summary>Puts variables in the place of <c>$(NAME)</c>, as Kubernetes does in commands; what it does not know stays.</summary>
    public string Expand(string text) =>
        Reference().Replace(text, m => values.TryGetValue(m.Groups[1].Value, out var value) ? value : m.Value);

    private void AddAll(string? prefix, string kind, string? name)
    {
        foreach (var (key, value) in (name is null ? null : references.Find(pod, kind, name)?["data"]) as JsonObject ?? [])
        {
            values[prefix + key] = Text(kind, (string?)value);
        }
    }

    private string? From(JsonNode from)
    {
        foreach (var (kind, field) in new[] { ("configmap", "configMapKeyRef"), ("secret", "secretKeyRef") })
        {
            if (from[field] is { } reference)
            {
                var found = references.Find(pod, kind, (string)reference["name"]!)?["data"]?[(string)reference["key"]!];
                return found is null ? null : Text(kind, (string?)found);
            }
        }

        return (string?)from["fieldRef"]?["fieldPath"] switch
        {
            "metadata.name" => pod.Name(),
            "metadata.namespace" => pod.Namespace(),
            "metadata.uid" => pod.Uid(),
            "spec.nodeName" => Scheduler.NodeName,
            "status.podIP" => (string?)pod["status"]?["podIP"] ?? "",
            _ => "",
        };
    }

    private static string Text(string kind, string? value) =>
        kind == "secret" ? Encoding.UTF8.GetString(Convert.FromBase64String(value ?? "")) : value ?? "";

    [GeneratedRegex(@"\$\(([A-Za-z_][A-Za-z0-9_]*)\)")]
    private static partial Regex Reference();
}
