using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>Lays an applied configuration over the live object, and takes away what its manager no longer applies.</summary>
internal static class Merge
{
    public static JsonNode? Values(JsonNode? live, JsonNode? applied, Schema schema)
    {
        if (applied is JsonObject right && live is JsonObject left && !schema.IsLeaf)
        {
            var result = left.DeepClone().AsObject();
            foreach (var (name, value) in right)
            {
                if (value is null)
                {
                    result.Remove(name);
                }
                else
                {
                    result[name] = Values(left[name], value, schema.Child(name) ?? Schema.Anything);
                }
            }

            return result;
        }

        if (applied is JsonArray rightList && live is JsonArray leftList && schema.Kind is SchemaKind.KeyedList or SchemaKind.Set)
        {
            return Lists(leftList, rightList, schema);
        }

        return applied?.DeepClone();
    }

    /// <summary>Removes the given fields, and the maps and lists that become empty by it.</summary>
    public static void Remove(JsonNode? node, Schema schema, string path, HashSet<string> gone, HashSet<string> ownedByOthers)
    {
        if (node is JsonObject map && !schema.IsLeaf)
        {
            foreach (var name in map.Select(p => p.Key).ToList())
            {
                var child = FieldPath.Field(path, name);
                if (IsGone(child, gone, ownedByOthers) || BecomesEmpty(map[name], schema.Child(name), child, gone, ownedByOthers))
                {
                    map.Remove(name);
                }
            }
        }
        else if (node is JsonArray list && schema.Kind is SchemaKind.KeyedList or SchemaKind.Set)
        {
            foreach (var item in list.ToList())
            {
                var child = FieldPath.Item(path, item, schema);
                if (IsGone(child, gone, ownedByOthers))
                {
                    list.Remove(item);
                }
                else if (schema.Kind == SchemaKind.KeyedList)
                {
                    Remove(item, schema.Element, child, gone, ownedByOthers);
                }
            }
        }
    }

    private static bool BecomesEmpty(JsonNode? node, Schema? schema, string path, HashSet<string> gone, HashSet<string> others)
    {
        var before = Count(node);
        Remove(node, schema ?? Schema.Anything, path, gone, others);
        return before > 0 && Count(node) == 0;
    }

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject map => map.Count,
        JsonArray list => list.Count,
        _ => 0,
    };

    private static bool IsGone(string path, HashSet<string> gone, HashSet<string> others) =>
        gone.Contains(path) && !others.Any(o => FieldPath.IsBelow(o, path));

    /// <summary>Items in the applied order; those that only the live list has keep their place among their neighbours.</summary>
    private static JsonArray Lists(JsonArray live, JsonArray applied, Schema schema)
    {
        var rest = new List<(string Key, JsonNode? Item)>();
        foreach (var item in live)
        {
            rest.Add((FieldPath.Item("", item, schema), item));
        }

        var wanted = applied.Select(i => FieldPath.Item("", i, schema)).ToHashSet();
        var result = new JsonArray();
        foreach (var item in applied)
        {
            TakeUnshared(rest, wanted, result);
            var key = FieldPath.Item("", item, schema);
            var match = rest.FindIndex(r => r.Key == key);
            result.Add(match < 0 || schema.Kind == SchemaKind.Set ? item?.DeepClone() : Values(rest[match].Item, item, schema.Element));
            if (match >= 0)
            {
                rest.RemoveAt(match);
            }
        }

        TakeUnshared(rest, wanted, result);
        return result;
    }

    private static void TakeUnshared(List<(string Key, JsonNode? Item)> rest, HashSet<string> wanted, JsonArray result)
    {
        while (rest.Count > 0 && !wanted.Contains(rest[0].Key))
        {
            result.Add(rest[0].Item?.DeepClone());
            rest.RemoveAt(0);
        }
    }
}
