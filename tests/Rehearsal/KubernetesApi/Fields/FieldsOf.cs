using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>Which fields an applied configuration claims.</summary>
internal static class FieldsOf
{
    public static HashSet<string> Applied(JsonObject configuration, Schema schema)
    {
        var paths = new HashSet<string>();
        Visit(configuration, schema, "", paths);
        FieldSet.Strip(paths);
        return paths;
    }

    private static void Visit(JsonNode? node, Schema schema, string path, HashSet<string> paths)
    {
        switch (node)
        {
            case JsonObject map when !schema.IsLeaf && map.Count > 0:
                foreach (var (name, value) in map)
                {
                    Visit(value, schema.Child(name) ?? Schema.Anything, FieldPath.Field(path, name), paths);
                }

                break;
            case JsonArray list when schema.Kind is SchemaKind.KeyedList or SchemaKind.Set && list.Count > 0:
                foreach (var item in list)
                {
                    var itemPath = FieldPath.Item(path, item, schema);
                    paths.Add(itemPath);
                    if (schema.Kind == SchemaKind.KeyedList && item is JsonObject { Count: > 0 })
                    {
                        Visit(item, schema.Element, itemPath, paths);
                    }
                }

                break;
            default:
                if (path.Length > 0)
                {
                    paths.Add(path);
                }

                break;
        }
    }
}
