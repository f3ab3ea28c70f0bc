using System.Text;
using System.Text.Json.Nodes;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>Secrets as the API server writes and reads them.</summary>
internal static class SecretJson
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static JsonObject Write(SecretRecord record)
    {
        var data = new JsonObject();
        foreach (var (key, value) in record.Keys)
        {
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Reveal()));
        }

        var metadata = new JsonObject
        {
            ["name"] = record.Address.Name,
            ["namespace"] = record.Address.NamespaceName,
            ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "tutorpipeline" },
        };
        if (record.Annotations.Count > 0)
        {
            metadata["annotations"] = new JsonObject(record.Annotations.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value)));
        }

        if (record.Version is not null)
        {
            metadata["resourceVersion"] = record.Version;
        }

        var secret = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = metadata, ["data"] = data };
        if (record.Version is null)
        {
            // The type of one that exists cannot be changed.
            secret["type"] = "Opaque";
        }

        return secret;
    }

    public static JsonObject Namespace(string name) => new()
    {
        ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name },
    };

    public static SecretRecord Read(JsonObject secret)
    {
        var metadata = secret["metadata"]!;
        var keys = new SortedDictionary<string, Secret>(StringComparer.Ordinal);
        var unread = new List<string>();
        foreach (var (key, value) in secret["data"] as JsonObject ?? [])
        {
            if (Text((string?)value) is { Length: > 0 } text)
            {
                keys[key] = new Secret(text);
            }
            else
            {
                unread.Add(key);
            }
        }

        var annotations = (metadata["annotations"] as JsonObject ?? []).ToDictionary(a => a.Key, a => (string?)a.Value ?? "");
        var address = new SecretAddress((string)metadata["namespace"]!, (string)metadata["name"]!);
        return new SecretRecord(address, keys, annotations, (string?)metadata["resourceVersion"]) { UnreadKeys = unread };
    }

    /// <summary>The Secrets of a list that hold keys of their own, not the tokens and certificates that Kubernetes keeps.</summary>
    public static IReadOnlyList<SecretRecord> ReadList(string namespaceName, JsonObject list)
    {
        var records = new List<SecretRecord>();
        foreach (var item in list["items"] as JsonArray ?? [])
        {
            var secret = item!.AsObject();
            secret["metadata"]!["namespace"] ??= namespaceName;
            if ((string?)secret["type"] is null or "Opaque")
            {
                records.Add(Read(secret));
            }
        }

        records.Sort((a, b) => string.CompareOrdinal(a.Address.Name, b.Address.Name));
        return records;
    }

    public static bool SameKeys(SecretRecord one, SecretRecord other) =>
        one.Keys.Count == other.Keys.Count && one.Keys.All(k => other.Keys.TryGetValue(k.Key, out var value) && value.Equals(k.Value));

    /// <summary>A server's words without the values that it was sent, plain or encoded.</summary>
    public static string Mask(string text, SecretRecord sent)
    {
        foreach (var value in sent.Keys.Values)
        {
            var plain = value.Reveal();
            text = text.Replace(plain, Secret.Mask, StringComparison.Ordinal)
                .Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes(plain)), Secret.Mask, StringComparison.Ordinal);
        }

        return text;
    }

    private static string? Text(string? base64)
    {
        try
        {
            return base64 is null ? null : Strict.GetString(Convert.FromBase64String(base64));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
