using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>What the rehearsal has to know of a platform: its account, region and domains, as its parameter files say.</summary>
internal sealed record Settings(string Account, string Region, IReadOnlyList<string> RootDomains)
{
    /// <summary>The release of Open edX.</summary>
    public string Release { get; private init; } = "release/ulmo.3";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads <c>.nuke/parameters*.json</c> of a folder; what they do not say has a default.</summary>
    /// <exception cref="HarnessException">A file is no JSON.</exception>
    public static Settings Read(string root)
    {
        var folder = Path.Combine(root, ".nuke");
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "parameters*.json") : [];
        var all = files.Order(StringComparer.Ordinal).Select(Parse).ToArray();
        return new(
            Values("AwsAccountId").FirstOrDefault("123456789012"),
            Values("AwsRegion").FirstOrDefault("us-east-1"),
            [.. Values("RootDomain").Distinct(StringComparer.Ordinal)])
        {
            Release = Values("OpenEdxRelease").FirstOrDefault("release/ulmo.3"),
        };

        IEnumerable<string> Values(string name) => all.Select(file => (string?)file[name]).OfType<string>();
    }

    private static JsonObject Parse(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient)!.AsObject();
        }
        catch (JsonException e)
        {
            throw new HarnessException($"{file} is no JSON: {e.Message}");
        }
    }
}
