using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>
/// The part of a live object that this pipeline applied: the fields that it owns, and their values. As long as manifest and part are what
/// they were after an apply, applying once more changes nothing, so nobody needs to ask the server
/// (https://kubernetes.io/docs/reference/using-api/server-side-apply/).
/// </summary>
internal static class OwnPart
{
    private const int Bytes = 15;

    /// <summary>
    /// A hash of a manifest and of what is live of it; null when this pipeline owns nothing of it, or when it holds secrets, of which not
    /// even a hash is written down.
    /// </summary>
    public static string? Of(Manifest manifest, JsonObject? live)
    {
        if (manifest.Key.Kind == "Secret" || FieldOwnership.OurFields(live) is not JsonObject fields)
        {
            return null;
        }

        var text = new StringBuilder(manifest.Document.ToJsonString()).Append('\n');
        Write(fields, live, text);
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, Bytes));
    }

    // Names of fields begin with "f:", items of lists are "k:{its keys}" or "v:its value", and "." is the thing itself.
    private static void Write(JsonObject fields, JsonNode? live, StringBuilder text)
    {
        if (fields.Count == 0)
        {
            text.Append(live?.ToJsonString()).Append('\n');
            return;
        }

        foreach (var (name, below) in fields)
        {
            text.Append(name).Append('\n');
            if (name.StartsWith("f:", StringComparison.Ordinal))
            {
                Write(below!.AsObject(), (live as JsonObject)?[name[2..]], text);
            }
            else if (name.StartsWith("k:", StringComparison.Ordinal))
            {
                Write(below!.AsObject(), Item(live as JsonArray, name[2..]), text);
            }
            else if (name.StartsWith("v:", StringComparison.Ordinal))
            {
                text.Append(Holds(live as JsonArray, name[2..])).Append('\n');
            }
        }
    }

    private static JsonNode? Item(JsonArray? list, string keys)
    {
        var wanted = JsonNode.Parse(keys)!.AsObject();
        foreach (var item in list ?? [])
        {
            if (item is JsonObject map && wanted.All(key => JsonNode.DeepEquals(map[key.Key], key.Value)))
            {
                return item;
            }
        }

        return null;
    }

    private static bool Holds(JsonArray? list, string value)
    {
        var wanted = JsonNode.Parse(value);
        return list?.Any(item => JsonNode.DeepEquals(item, wanted)) == true;
    }
}
