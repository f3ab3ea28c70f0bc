using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>Reads and writes sets of field paths as <c>FieldsV1</c>.</summary>
internal static class FieldSet
{
    private static readonly HashSet<string> NeverOwned =
    [
        "f:apiVersion", "f:kind", "f:metadata", Metadata("name"), Metadata("namespace"), Metadata("creationTimestamp"),
        Metadata("selfLink"), Metadata("uid"), Metadata("generation"), Metadata("managedFields"), Metadata("resourceVersion"),
        Metadata("deletionTimestamp"), Metadata("deletionGracePeriodSeconds"),
    ];

    public static JsonObject Write(IEnumerable<string> paths)
    {
        var root = new JsonObject();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var node = root;
            foreach (var element in path.Split(FieldPath.Separator))
            {
                if (node[element] is not JsonObject child)
                {
                    node[element] = child = [];
                }

                node = child;
            }

            node["."] = new JsonObject();
        }

        return Simplify(root);
    }

    public static HashSet<string> Read(JsonNode? fields)
    {
        var paths = new HashSet<string>();
        if (fields is JsonObject root)
        {
            Read(root, "", paths);
        }

        return paths;
    }

    /// <summary>Takes out what nobody owns, because the server sets it or it names the object.</summary>
    public static void Strip(HashSet<string> paths) => paths.ExceptWith(NeverOwned);

    private static string Metadata(string name) => "f:metadata" + FieldPath.Separator + "f:" + name;

    private static void Read(JsonObject node, string path, HashSet<string> paths)
    {
        if (path.Length > 0 && (node.Count == 0 || node.ContainsKey(".")))
        {
            paths.Add(path);
        }

        foreach (var (element, child) in node)
        {
            if (element != ".")
            {
                Read(child as JsonObject ?? [], FieldPath.Append(path, element), paths);
            }
        }
    }

    /// <summary>A member without children is <c>{}</c>; only one with children says that it is a member itself.</summary>
    private static JsonObject Simplify(JsonObject node)
    {
        if (node.Count == 1 && node.ContainsKey("."))
        {
            return [];
        }

        var result = new JsonObject();
        foreach (var (element, child) in node)
        {
            result[element] = Simplify(child!.AsObject());
        }

        return result;
    }
}
