using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TutorPipeline.Rehearsal.KubernetesApi.Resources;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>The rules whose breach a deploy is likely to meet: names, ports, immutable parts.</summary>
internal static partial class Validation
{
    private const string Subdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string Label =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric "
        + "character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    public static void Check(ResourceType resource, JsonObject? before, JsonObject after)
    {
        var faults = new List<(string Field, string Message, string Reason)>();
        var name = (string)after["metadata"]!["name"]!;
        if (resource.Kind == "Namespace" ? !LabelName().IsMatch(name) : !SubdomainName().IsMatch(name) && !AllowsAnyName(resource))
        {
            faults.Add(("metadata.name", Bad($"\"{name}\"", resource.Kind == "Namespace" ? Label : Subdomain), "FieldValueInvalid"));
        }

        switch (resource.Kind)
        {
            case "Service":
                Ports(after, faults);
                break;
            case "Secret" or "ConfigMap":
                Keys(after, faults);
                Immutable(before, after, faults);
                break;
            case "Deployment" when before is not null && !Same(before, after, "selector"):
                faults.Add(("spec.selector", Bad(GoText.Selector(after["spec"]?["selector"]), "field is immutable"), "FieldValueInvalid"));
                break;
            case "Job" when before is not null && !Same(before, after, "template"):
                faults.Add(("spec.template", Bad("core.PodTemplateSpec{…}", "field is immutable"), "FieldValueInvalid"));
                break;
        }

        if (faults.Count > 0)
        {
            throw ApiException.Invalid(resource, name, faults);
        }
    }

    private static bool AllowsAnyName(ResourceType resource) => resource.Group == "rbac.authorization.k8s.io";

    private static string Bad(string value, string why) => $"Invalid value: {value}: {why}";

    private static bool Same(JsonObject before, JsonObject after, string field) =>
        JsonNode.DeepEquals(before["spec"]?[field], after["spec"]?[field]);

    private static void Ports(JsonObject service, List<(string Field, string Message, string Reason)> faults)
    {
        var ports = service["spec"]?["ports"] as JsonArray ?? [];
        for (var i = 0; i < ports.Count; i++)
        {
            foreach (var field in new[] { "port", "targetPort" })
            {
                if (ports[i]![field] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
                    && (long)value is var number and (< 1 or > 65535))
                {
                    var message = Bad($"{number}", "must be between 1 and 65535, inclusive");
                    faults.Add(($"spec.ports[{i}].{field}", message, "FieldValueInvalid"));
                }
            }
        }
    }

    private static void Keys(JsonObject value, List<(string Field, string Message, string Reason)> faults)
    {
        foreach (var (key, _) in value["data"] as JsonObject ?? [])
        {
            if (!DataKey().IsMatch(key))
            {
                faults.Add(($"data[{key}]", Bad($"\"{key}\"", KeyRule), "FieldValueInvalid"));
            }
        }
    }

    private static void Immutable(JsonObject? before, JsonObject after, List<(string Field, string Message, string Reason)> faults)
    {
        if (before is null)
        {
            return;
        }

        if (before["type"] is { } type && !JsonNode.DeepEquals(type, after["type"]))
        {
            faults.Add(("type", Bad($"\"{(string?)after["type"]}\"", "field is immutable"), "FieldValueInvalid"));
        }

        if ((bool?)before["immutable"] == true && !JsonNode.DeepEquals(before["data"], after["data"]))
        {
            faults.Add(("data", "Forbidden: field is immutable when `immutable` is set", "FieldValueForbidden"));
        }
    }

    private const string KeyRule =
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', "
        + "regex used for validation is '[-._a-zA-Z0-9]+')";

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex SubdomainName();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex LabelName();

    [GeneratedRegex("^[-._a-zA-Z0-9]+$")]
    private static partial Regex DataKey();
}
