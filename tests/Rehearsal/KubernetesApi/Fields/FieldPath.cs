using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>
/// The way to a field, written as the elements of <c>FieldsV1</c> (<c>f:name</c>, <c>k:{…}</c>, <c>v:…</c>) with a separator between
/// them, so that paths are plain strings and sets of them plain sets.
/// </summary>
internal static class FieldPath
{
    public const char Separator = '\u0001';

    public static string Field(string path, string name) => Append(path, "f:" + name);

    public static string Item(string path, JsonNode? item, Schema list) =>
        Append(path, list.Kind == SchemaKind.Set ? "v:" + Compact(item) : "k:" + Compact(KeyOf(item, list)));

    public static string Append(string path, string element) => path.Length == 0 ? element : path + Separator + element;

    public static bool IsBelow(string path, string ancestor) =>
        path.Length > ancestor.Length && path[ancestor.Length] == Separator && path.StartsWith(ancestor, StringComparison.Ordinal);

    /// <summary>What tells an item apart from its siblings, keys in alphabetical order.</summary>
    public static JsonObject KeyOf(JsonNode? item, Schema list)
    {
        var key = new JsonObject();
        foreach (var (name, missing) in list.Keys)
        {
            var value = (item as JsonObject)?[name]?.DeepClone() ?? (missing is null ? null : JsonValue.Create(missing));
            if (value is not null)
            {
                key[name] = value;
            }
        }

        return key;
    }

    /// <summary>The path as people read it: <c>.spec.template.spec.containers[name="lms"].image</c>.</summary>
    public static string Display(string path)
    {
        var text = new StringBuilder();
        foreach (var element in path.Split(Separator))
        {
            if (element.StartsWith("f:", StringComparison.Ordinal))
            {
                text.Append('.').Append(element, 2, element.Length - 2);
            }
            else if (element.StartsWith("k:", StringComparison.Ordinal))
            {
                var pairs = JsonNode.Parse(element[2..])!.AsObject().Select(p => $"{p.Key}={Compact(p.Value)}");
                text.Append('[').AppendJoin(',', pairs).Append(']');
            }
            else
            {
                text.Append('[').Append('=').Append(element, 2, element.Length - 2).Append(']');
            }
        }

        return text.ToString();
    }

    private static string Compact(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
