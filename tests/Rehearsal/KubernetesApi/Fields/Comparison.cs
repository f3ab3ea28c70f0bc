using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>Which fields differ between two versions of an object.</summary>
internal sealed class Comparison
{
    /// <summary>Parts that a real server's typed objects always have, so that nobody is recorded as having added them.</summary>
    private static readonly HashSet<string> AlwaysThere =
    [
        "f:metadata", "f:spec", "f:status", "f:template", "f:strategy", "f:updateStrategy", "f:jobTemplate", "f:containers", "f:backend",
    ];

    private Comparison()
    {
    }

    public HashSet<string> Added { get; } = [];

    public HashSet<string> Modified { get; } = [];

    public HashSet<string> Removed { get; } = [];

    public bool IsEmpty => Added.Count + Modified.Count + Removed.Count == 0;

    public static Comparison Of(JsonObject? before, JsonObject after, Schema schema)
    {
        var comparison = new Comparison();
        comparison.Visit(before ?? [], after, schema, "");
        FieldSet.Strip(comparison.Added);
        FieldSet.Strip(comparison.Modified);
        FieldSet.Strip(comparison.Removed);
        return comparison;
    }

    private void Visit(JsonNode? before, JsonNode? after, Schema schema, string path)
    {
        if (before is null && after is null)
        {
            return;
        }

        if (before is null || after is null)
        {
            Whole(before ?? after, schema, path, after is null ? Removed : Added);
        }
        else if (!schema.IsLeaf && before is JsonObject left && after is JsonObject right)
        {
            VisitKeys(left, right, schema, path);
        }
        else if (schema.Kind is SchemaKind.KeyedList or SchemaKind.Set && before is JsonArray leftList && after is JsonArray rightList)
        {
            VisitItems(leftList, rightList, schema, path);
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            Modified.Add(path);
        }
    }

    private void VisitKeys(JsonObject before, JsonObject after, Schema schema, string path)
    {
        foreach (var name in before.Select(p => p.Key).Union(after.Select(p => p.Key)))
        {
            Visit(before[name], after[name], schema.Child(name) ?? Schema.Anything, FieldPath.Field(path, name));
        }
    }

    private void VisitItems(JsonArray before, JsonArray after, Schema schema, string path)
    {
        var left = ByKey(before, schema, path);
        var right = ByKey(after, schema, path);
        foreach (var key in left.Keys.Union(right.Keys))
        {
            Visit(left.GetValueOrDefault(key), right.GetValueOrDefault(key), schema.Element, key);
        }
    }

    private static Dictionary<string, JsonNode?> ByKey(JsonArray list, Schema schema, string path)
    {
        var items = new Dictionary<string, JsonNode?>();
        foreach (var item in list)
        {
            items[FieldPath.Item(path, item, schema)] = item;
        }

        return items;
    }

    private static void Whole(JsonNode? node, Schema schema, string path, HashSet<string> paths)
    {
        var last = path[(path.LastIndexOf(FieldPath.Separator) + 1)..];
        var contents = node is JsonObject { Count: > 0 } && !schema.IsLeaf
            || (node is JsonArray { Count: > 0 } && schema.Kind is SchemaKind.KeyedList or SchemaKind.Set);
        if (!contents || !AlwaysThere.Contains(last))
        {
            paths.Add(path);
        }

        if (!contents)
        {
            return;
        }

        if (node is JsonObject map)
        {
            foreach (var (name, value) in map)
            {
                Whole(value, schema.Child(name) ?? Schema.Anything, FieldPath.Field(path, name), paths);
            }

            return;
        }

        foreach (var item in node!.AsArray())
        {
            Whole(item, schema.Kind == SchemaKind.Set ? Schema.Anything : schema.Element, FieldPath.Item(path, item, schema), paths);
        }
    }
}
