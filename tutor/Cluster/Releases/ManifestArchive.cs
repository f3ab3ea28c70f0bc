using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Releases;

/// <summary>A manifest set as compressed bytes in parts that fit into Secrets, and back.</summary>
internal static class ManifestArchive
{
    /// <summary>The largest part; a Secret holds 1 MiB at most, in base64 of which a third is lost.</summary>
    public const int LargestPart = 700 * 1024;

    /// <summary>The set as JSON; equal sets give equal bytes.</summary>
    public static byte[] Write(ManifestSet set)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("namespace", set.NamespaceName);
            writer.WriteString("tutorId", set.TutorId);
            writer.WriteStartArray("items");
            foreach (var item in set.Items)
            {
                item.Document.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("jobTemplates");
            foreach (var (service, template) in set.JobTemplates.OrderBy(t => t.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(service);
                template.Document.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="ArgumentException">A document names no object.</exception>
    public static ManifestSet Read(byte[] json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        var items = root["items"]!.AsArray().Select(item => new Manifest(item!.AsObject())).ToList();
        var templates = root["jobTemplates"]!.AsObject().ToDictionary(t => t.Key, t => new Manifest(t.Value!.AsObject()));
        return new ManifestSet((string)root["namespace"]!, (string)root["tutorId"]!, items) { JobTemplates = templates };
    }

    public static string Hash(byte[] json) => Convert.ToHexStringLower(SHA256.HashData(json));

    public static IReadOnlyList<byte[]> Pack(byte[] json, int largestPart)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(json);
        }

        return [.. packed.ToArray().Chunk(largestPart)];
    }

    /// <exception cref="InvalidDataException">The bytes are not what was packed.</exception>
    public static byte[] Unpack(IEnumerable<byte[]> parts)
    {
        using var packed = new MemoryStream([.. parts.SelectMany(part => part)]);
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var json = new MemoryStream();
        gzip.CopyTo(json);
        return json.ToArray();
    }
}
