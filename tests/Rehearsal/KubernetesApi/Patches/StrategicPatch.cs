using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Fields;

namespace TutorPipeline.Rehearsal.KubernetesApi.Patches;

/// <summary>
/// Strategic merge patch as <c>kubectl edit</c> and client-side <c>kubectl apply</c> send it: lists merge by their first key.
/// </summary>
internal static class StrategicPatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch, Schema schema) => (target, patch) switch
    {
        (_, JsonObject changes) => Map(target as JsonObject, changes, schema),
        (JsonArray list, JsonArray changes) when schema.Kind == SchemaKind.KeyedList => Items(list, changes, schema),
        (JsonArray list, JsonArray changes) when schema.Kind == SchemaKind.Set => Union(list, changes),
        _ => patch?.DeepClone(),
    };

    private static JsonObject Map(JsonObject? target, JsonObject changes, Schema schema)
    {
        var directive = (string?)changes["$patch"];
        var result = directive == "replace" || target is null ? [] : target.DeepClone().AsObject();
        foreach (var (name, value) in changes)
        {
            if (name.StartsWith("$deleteFromPrimitiveList/", StringComparison.Ordinal))
            {
                Without(result[name["$deleteFromPrimitiveList/".Length..]] as JsonArray, value!.AsArray());
            }
            else if (name.StartsWith("$retainKeys", StringComparison.Ordinal))
            {
                Retain(result, value!.AsArray());
            }
            else if (!name.StartsWith('$'))
            {
                Change(result, name, value, schema.Child(name) ?? Schema.Anything);
            }
        }

        return result;
    }

    private static void Change(JsonObject result, string name, JsonNode? value, Schema schema)
    {
        if (value is null || (value is JsonObject map && (string?)map["$patch"] == "delete"))
        {
            result.Remove(name);
        }
        else
        {
            result[name] = Apply(result[name], value, schema);
        }
    }

    private static JsonArray Items(JsonArray target, JsonArray changes, Schema schema)
    {
        var key = schema.Keys[0].Name;
        var replace = changes.Any(c => (string?)c?["$patch"] == "replace");
        var result = replace ? [] : target.DeepClone().AsArray();
        foreach (var change in changes)
        {
            if (change is not JsonObject item || item[key] is null)
            {
                continue;
            }

            var index = Enumerable.Range(0, result.Count).FirstOrDefault(i => JsonNode.DeepEquals(result[i]?[key], item[key]), -1);
            if ((string?)item["$patch"] == "delete")
            {
                if (index >= 0)
                {
                    result.RemoveAt(index);
                }
            }
            else if (index < 0)
            {
                result.Add(Map(null, item, schema.Element));
            }
            else
            {
                result[index] = Map(result[index]!.AsObject(), item, schema.Element);
            }
        }

        return result;
    }

    private static JsonArray Union(JsonArray target, JsonArray changes)
    {
        var result = target.DeepClone().AsArray();
        foreach (var change in changes)
        {
            if (!result.Any(r => JsonNode.DeepEquals(r, change)))
            {
                result.Add(change?.DeepClone());
            }
        }

        return result;
    }

    private static void Without(JsonArray? list, JsonArray gone)
    {
        foreach (var value in gone)
        {
            if (list?.FirstOrDefault(v => JsonNode.DeepEquals(v, value)) is { } found)
            {
                list.Remove(found);
            }
        }
    }

    private static void Retain(JsonObject map, JsonArray kept)
    {
        var names = kept.Select(k => (string?)k).ToHashSet();
        foreach (var name in map.Select(p => p.Key).Where(n => !names.Contains(n)).ToList())
        {
            map.Remove(name);
        }
    }
}
