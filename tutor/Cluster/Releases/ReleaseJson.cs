using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Releases;

/// <summary>Releases as JSON. Written by hand: a serializer costs more at start-up than all else that a deploy without changes
/// does.</summary>
internal static class ReleaseJson
{
    public static byte[] Write(Release release)
    {
        var origin = release.Origin;
        var json = new JsonObject
        {
            ["number"] = release.Number, ["startedAt"] = Text(release.StartedAt), ["result"] = release.Result.ToString(),
            ["manifestsHash"] = release.ManifestsHash, ["parts"] = release.Parts, ["who"] = origin.Who, ["commit"] = origin.Commit,
            ["configurationHash"] = origin.ConfigurationHash, ["images"] = Map(origin.Images), ["sources"] = Map(origin.Sources),
            ["repeatOf"] = origin.RepeatOf, ["endedAt"] = release.EndedAt is { } ended ? Text(ended) : null, ["note"] = release.Note,
        };
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    /// <exception cref="JsonException">It is no release.</exception>
    public static Release Read(byte[] json)
    {
        var release = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("it is no object");
        try
        {
            var origin = new ReleaseOrigin(
                Text(release, "who"), (string?)release["commit"], Map(release, "images"), Map(release, "sources"),
                Text(release, "configurationHash"))
            {
                RepeatOf = (int?)release["repeatOf"],
            };
            return new Release(
                (int?)release["number"] ?? throw Missing("number"), Time(Text(release, "startedAt")), Result(Text(release, "result")),
                origin,
                Text(release, "manifestsHash"), (int?)release["parts"] ?? throw Missing("parts"))
            {
                EndedAt = (string?)release["endedAt"] is { } ended ? Time(ended) : null, Note = (string?)release["note"],
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string> values)
    {
        var map = new JsonObject();
        foreach (var (key, value) in values)
        {
            map[key] = value;
        }

        return map;
    }

    private static Dictionary<string, string> Map(JsonObject release, string name)
    {
        var values = new Dictionary<string, string>();
        foreach (var (key, value) in release[name] as JsonObject ?? throw Missing(name))
        {
            values[key] = (string?)value ?? "";
        }

        return values;
    }

    private static ReleaseResult Result(string text) => text switch
    {
        nameof(ReleaseResult.Deploying) => ReleaseResult.Deploying,
        nameof(ReleaseResult.Healthy) => ReleaseResult.Healthy,
        nameof(ReleaseResult.Failed) => ReleaseResult.Failed,
        _ => throw new JsonException($"its result is {text}"),
    };

    private static string Text(JsonObject release, string name) => (string?)release[name] ?? throw Missing(name);

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static JsonException Missing(string name) => new($"it has no {name}");
}
