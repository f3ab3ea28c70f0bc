using System.Text.Json;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Fields;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Checks that an object has no fields and types but those that its kind declares.</summary>
internal static class Typed
{
    /// <summary>The first fault, in the words of an apply; null when there is none.</summary>
    public static string? FirstFault(JsonNode? node, Schema schema, string path)
    {
        switch (node)
        {
            case null:
                return null;
            case JsonObject map when schema.Kind is SchemaKind.Struct or SchemaKind.Map:
                return FirstFaultInMap(map, schema, path);
            case JsonArray list when schema.Kind is SchemaKind.AtomicList or SchemaKind.KeyedList or SchemaKind.Set:
                return FirstFaultInList(list, schema, path);
            case JsonValue value when schema.Kind == SchemaKind.Scalar:
                return Fits(value, schema.Scalar) ? null
                    : $"{FieldPath.Display(path)}: expected {schema.Scalar}, got &value.valueUnstructured{{Value:{Shown(value)}}}";
            default:
                return schema.Kind == SchemaKind.Scalar && schema.Scalar is null ? null
                    : $"{FieldPath.Display(path)}: expected {Word(schema)}, got &value.valueUnstructured{{Value:{Shown(node)}}}";
        }
    }

    /// <summary>Takes out undeclared fields and lists them as <c>spec.nonsense</c>.</summary>
    public static List<string> Prune(JsonObject value, Schema schema)
    {
        var unknown = new List<string>();
        Prune(value, schema, "", unknown);
        return unknown;
    }

    private static string? FirstFaultInMap(JsonObject map, Schema schema, string path)
    {
        foreach (var (name, value) in map)
        {
            var child = FieldPath.Field(path, name);
            var fault = schema.Child(name) is { } field ? FirstFault(value, field, child)
                : $"{FieldPath.Display(child)}: field not declared in schema";
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? FirstFaultInList(JsonArray list, Schema schema, string path)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < list.Count; i++)
        {
            var item = schema.Kind == SchemaKind.AtomicList ? FieldPath.Append(path, $"v:{i}") : FieldPath.Item(path, list[i], schema);
            if (schema.Kind != SchemaKind.AtomicList && !seen.Add(item))
            {
                return $"{FieldPath.Display(path)}: duplicate entries for key {FieldPath.Display(item)[FieldPath.Display(path).Length..]}";
            }

            if (FirstFault(list[i], schema.Element, item) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static void Prune(JsonNode? node, Schema schema, string path, List<string> unknown)
    {
        if (node is JsonObject map && schema.Kind is SchemaKind.Struct or SchemaKind.Map)
        {
            foreach (var name in map.Select(p => p.Key).ToList())
            {
                var child = path.Length == 0 ? name : $"{path}.{name}";
                if (schema.Child(name) is { } field)
                {
                    Prune(map[name], field, child, unknown);
                }
                else
                {
                    unknown.Add(child);
                    map.Remove(name);
                }
            }
        }
        else if (node is JsonArray list && schema.Kind is SchemaKind.AtomicList or SchemaKind.KeyedList)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Prune(list[i], schema.Element, $"{path}[{i}]", unknown);
            }
        }
    }

    private static bool Fits(JsonValue value, string? scalar) => value.GetValueKind() switch
    {
        JsonValueKind.String => scalar is null or "string",
        JsonValueKind.Number => scalar is null or "numeric",
        JsonValueKind.True or JsonValueKind.False => scalar is null or "boolean",
        _ => true,
    };

    private static string Shown(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? $"\"{node}\"" : node.ToJsonString();

    private static string Word(Schema schema) => schema.Kind switch
    {
        SchemaKind.Struct or SchemaKind.Map => "map",
        SchemaKind.Scalar => schema.Scalar!,
        _ => "list",
    };
}
