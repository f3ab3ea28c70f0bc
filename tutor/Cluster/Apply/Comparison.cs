using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Compares two states of one object field by field, without what the API server keeps for itself.</summary>
internal sealed class Comparison(Masking masking, bool isSecretObject)
{
    private static readonly string[] ItemNames = ["name", "mountPath", "containerPort", "port", "key", "host", "ip", "type"];

    private readonly List<FieldDifference> found = [];

    /// <summary>What would change from one state to the other.</summary>
    public static IReadOnlyList<FieldDifference> Of(JsonObject old, JsonObject wanted, Masking masking)
    {
        var comparison = new Comparison(masking, (string?)wanted["kind"] == "Secret" || (string?)old["kind"] == "Secret");
        comparison.Maps(old, wanted, "", comparison.isSecretObject ? ["data", "stringData"] : []);
        return comparison.found;
    }

    private readonly bool isSecretObject = isSecretObject;

    private static bool IsNoise(string path) => path
        is "/kind" or "/apiVersion" or "/status" or "/metadata/managedFields" or "/metadata/generation" or "/metadata/resourceVersion"
        or "/metadata/creationTimestamp" or "/metadata/uid" or "/metadata/selfLink"
        or "/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration"
        or "/metadata/annotations/deployment.kubernetes.io~1revision";

    private void Nodes(JsonNode? old, JsonNode? wanted, string path, string name, bool isData)
    {
        if (IsNoise(path) || JsonNode.DeepEquals(old, wanted))
        {
            return;
        }

        if (old is JsonObject or null && wanted is JsonObject or null && (old ?? wanted) is JsonObject { Count: > 0 })
        {
            Maps(old as JsonObject, wanted as JsonObject, path, [], isData, name);
        }
        else if (old is JsonArray or null && wanted is JsonArray or null && (old ?? wanted) is JsonArray { Count: > 0 })
        {
            Lists(old as JsonArray ?? [], wanted as JsonArray ?? [], path, name);
        }
        else
        {
            found.Add(new FieldDifference(path, Shown(old, name, isData), Shown(wanted, name, isData)));
        }
    }

    private void Maps(JsonObject? old, JsonObject? wanted, string path, string[] dataFields, bool isData = false, string parent = "")
    {
        foreach (var (key, value) in old ?? [])
        {
            Nodes(value, wanted?[key], $"{path}/{Escape(key)}", NameOf(key, parent), isData || Array.IndexOf(dataFields, key) >= 0);
        }

        foreach (var (key, value) in wanted ?? [])
        {
            if (old?.ContainsKey(key) != true)
            {
                Nodes(null, value, $"{path}/{Escape(key)}", NameOf(key, parent), isData || Array.IndexOf(dataFields, key) >= 0);
            }
        }
    }

    private void Lists(JsonArray old, JsonArray wanted, string path, string name)
    {
        if (ItemName(old, wanted) is { } itemName)
        {
            foreach (var item in old)
            {
                var key = item![itemName]!.ToString();
                Nodes(item, Find(wanted, itemName, key), $"{path}[{key}]", key, isData: false);
            }

            foreach (var item in wanted)
            {
                var key = item![itemName]!.ToString();
                if (Find(old, itemName, key) is null)
                {
                    Nodes(null, item, $"{path}[{key}]", key, isData: false);
                }
            }

            return;
        }

        for (var i = 0; i < Math.Max(old.Count, wanted.Count); i++)
        {
            var index = i.ToString(CultureInfo.InvariantCulture);
            Nodes(i < old.Count ? old[i] : null, i < wanted.Count ? wanted[i] : null, $"{path}/{index}", name, isData: false);
        }
    }

    /// <summary>The value of an environment variable is judged by the variable's name.</summary>
    private static string NameOf(string key, string parent) => key == "value" && parent.Length > 0 ? parent : key;

    private static string? ItemName(JsonArray old, JsonArray wanted)
    {
        foreach (var name in ItemNames)
        {
            if (AreNamed(old, name) && AreNamed(wanted, name))
            {
                return name;
            }
        }

        return null;
    }

    private static bool AreNamed(JsonArray list, string name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (item is not JsonObject map || map[name] is not JsonValue value || !seen.Add(value.ToString()))
            {
                return false;
            }
        }

        return true;
    }

    private static JsonNode? Find(JsonArray list, string name, string key)
    {
        foreach (var item in list)
        {
            if (item![name]!.ToString() == key)
            {
                return item;
            }
        }

        return null;
    }

    private string? Shown(JsonNode? node, string name, bool isData) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => masking.Show(isData, name, (string)value!),
        JsonValue => isData ? FieldDifference.Masked : node.ToJsonString(),
        _ => masking.Show(isData, name, node.ToJsonString()),
    };

    private static string Escape(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
