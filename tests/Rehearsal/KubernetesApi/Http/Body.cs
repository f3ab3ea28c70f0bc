using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>Reads request bodies: JSON, or YAML where an apply sends it.</summary>
internal static class Body
{
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    public static async Task<JsonNode?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (request.ContentType?.Contains("protobuf", StringComparison.Ordinal) == true)
        {
            throw new ApiException(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types "
                + "include: application/json, application/yaml");
        }

        try
        {
            var isJson = text.TrimStart()[0] is '{' or '[';
            return isJson ? JsonNode.Parse(text, documentOptions: NoDuplicates) : Yaml(text);
        }
        catch (Exception e) when (e is JsonException or YamlException)
        {
            throw ApiException.BadRequest($"error decoding patch: {e.Message}");
        }
    }

    /// <summary>The documents of a YAML text.</summary>
    /// <exception cref="YamlException">It is none.</exception>
    public static IEnumerable<JsonNode?> Documents(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return stream.Documents.Select(document => Convert(document.RootNode));
    }

    private static JsonNode? Yaml(string text) => Documents(text).FirstOrDefault();

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(
            map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Convert(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" => null,
        "true" or "True" => JsonValue.Create(true),
        "false" or "False" => JsonValue.Create(false),
        _ when long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
