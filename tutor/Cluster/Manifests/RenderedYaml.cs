using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>Reads what <c>kubectl kustomize</c> prints.</summary>
internal static class RenderedYaml
{
    public static IReadOnlyList<Manifest> Read(string yaml)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(yaml);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            throw ManifestException.NoYaml(exception);
        }

        var manifests = new List<Manifest>();
        var known = new HashSet<ManifestKey>();
        for (var i = 0; i < stream.Documents.Count; i++)
        {
            if (ToJson(stream.Documents[i].RootNode) is { } document)
            {
                var manifest = Of(document, i + 1);
                manifests.Add(known.Add(manifest.Key) ? manifest : throw ManifestException.Twice(manifest.Key));
            }
        }

        return manifests;
    }

    /// <summary>Turns YAML into JSON as the API server does: unquoted words that mean something else than text are that.</summary>
    public static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => ToObject(map),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? string.Empty),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonObject ToObject(YamlMappingNode map)
    {
        var result = new JsonObject();
        foreach (var (key, value) in map.Children)
        {
            result[((YamlScalarNode)key).Value!] = ToJson(value);
        }

        return result;
    }

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when text[0] is '-' or '.' or (>= '0' and <= '9')
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    private static Manifest Of(JsonNode document, int number)
    {
        try
        {
            return document is JsonObject json ? new Manifest(json) : throw ManifestException.NoObject(number, "It is no mapping.");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw ManifestException.NoObject(number, exception.Message);
        }
    }
}
