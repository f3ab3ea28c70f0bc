using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Patches;

/// <summary>JSON patch (RFC 6902).</summary>
internal static class JsonPatch
{
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        JsonNode root = target.DeepClone();
        foreach (var operation in operations)
        {
            root = Apply(root, operation!.AsObject());
        }

        return root.AsObject();
    }

    private static JsonNode Apply(JsonNode root, JsonObject operation)
    {
        var path = (string?)operation["path"] ?? "";
        var value = operation["value"]?.DeepClone();
        switch ((string?)operation["op"])
        {
            case "add":
                return Put(root, path, value, insert: true);
            case "replace":
                Find(root, path, mustExist: true);
                return Put(root, path, value, insert: false);
            case "remove":
                Remove(root, path);
                return root;
            case "test" when JsonNode.DeepEquals(Find(root, path, mustExist: false), value):
                return root;
            case "copy":
                return Put(root, path, Find(root, (string)operation["from"]!, mustExist: true)?.DeepClone(), insert: true);
            case "move":
                var moved = Find(root, (string)operation["from"]!, mustExist: true)?.DeepClone();
                Remove(root, (string)operation["from"]!);
                return Put(root, path, moved, insert: true);
            default:
                throw Rejected();
        }
    }

    private static JsonNode Put(JsonNode root, string path, JsonNode? value, bool insert)
    {
        if (path.Length == 0)
        {
            return value ?? throw Rejected();
        }

        var (parent, last) = Parent(root, path);
        if (parent is JsonArray list)
        {
            var index = last == "-" ? list.Count : Index(last);
            if (index > list.Count || (!insert && index == list.Count))
            {
                throw Rejected();
            }

            if (!insert)
            {
                list.RemoveAt(index);
            }

            list.Insert(index, value);
        }
        else
        {
            (parent as JsonObject ?? throw Rejected())[last] = value;
        }

        return root;
    }

    private static void Remove(JsonNode root, string path)
    {
        var (parent, last) = Parent(root, path);
        if (parent is JsonArray list && Index(last) < list.Count)
        {
            list.RemoveAt(Index(last));
        }
        else if (parent is not JsonObject map || !map.Remove(last))
        {
            throw Rejected();
        }
    }

    private static (JsonNode? Parent, string Last) Parent(JsonNode root, string path)
    {
        var slash = path.LastIndexOf('/');
        return (Find(root, path[..slash], mustExist: true), Unescape(path[(slash + 1)..]));
    }

    private static JsonNode? Find(JsonNode root, string path, bool mustExist)
    {
        JsonNode? node = root;
        foreach (var part in path.Split('/').Skip(1))
        {
            node = node switch
            {
                JsonObject map when map.TryGetPropertyValue(Unescape(part), out var child) => child,
                JsonArray list when Index(part) < list.Count => list[Index(part)],
                _ => mustExist ? throw Rejected() : null,
            };
        }

        return node;
    }

    private static int Index(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : throw Rejected();

    private static string Unescape(string part) =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static ApiException Rejected() => new(422, "Invalid", "the server rejected our request due to an error in our request");
}
