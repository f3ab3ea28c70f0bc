using System.Text.Json;
using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>
/// Compares an additional environment's parameter files with its parent's: the parent must be there, be a main environment, and be the same
/// platform in the same account, because what is shared is found by names made of these.
/// </summary>
internal static class ParentFiles
{
    private const string Common = "parameters.json";

    // What the names of shared things are made of.
    private static readonly string[] Shared =
        ["PlatformName", "PlatformRegion", "RootDomain", "EnvironmentSubdomain", "AwsRegion", "AwsAccountId"];

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Finds what does not fit; nothing for a main environment.</summary>
    /// <param name="root">The folder that holds <c>.nuke</c>.</param>
    /// <param name="identity">The environment.</param>
    /// <returns>Every fault.</returns>
    public static IReadOnlyList<SettingFault> Check(string root, PlatformIdentity identity)
    {
        // Being one's own parent is told by the rules of the environment.
        if (identity.ParentEnvironment is not { } parent || parent == identity.Name)
        {
            return [];
        }

        var folder = Path.Combine(root, ".nuke");
        if (!File.Exists(Path.Combine(folder, FileOf(parent.Text))))
        {
            var missing = $"'{parent}' does not exist: there is no .nuke/{FileOf(parent.Text)}. {Existing(folder)}";
            return [new SettingFault("ParentEnvironment", missing)];
        }

        try
        {
            return Compare(identity, Read(folder, Common), Read(folder, FileOf(parent.Text)), Read(folder, FileOf(identity.Name.Text)));
        }
        catch (JsonException fault)
        {
            var line = fault.LineNumber + 1;
            var malformed = $"'{parent}' cannot be looked up: .nuke/{FileOf(parent.Text)} is no JSON (line {line}). Mend it.";
            return [new SettingFault("ParentEnvironment", malformed)];
        }
    }

    /// <summary>The environments that name another as their parent.</summary>
    /// <param name="root">The folder that holds <c>.nuke</c>.</param>
    /// <param name="parent">The parent's name.</param>
    /// <returns>Their names, in order.</returns>
    public static IReadOnlyList<Label> AdditionalOf(string root, string parent)
    {
        var folder = Path.Combine(root, ".nuke");
        var names = new List<Label>();
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "parameters.*.json") : [];
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            var file = Path.GetFileName(path);
            var name = file["parameters.".Length..^".json".Length];
            if (Read(folder, file).GetValueOrDefault("ParentEnvironment") == parent && Label.TryParse(name, null, out var label))
            {
                names.Add(label);
            }
        }

        return names;
    }

    private static List<SettingFault> Compare(
        PlatformIdentity identity, Dictionary<string, string> common, Dictionary<string, string> parents, Dictionary<string, string> own)
    {
        var faults = new List<SettingFault>();
        if (parents.TryGetValue("ParentEnvironment", out var above))
        {
            faults.Add(new SettingFault(
                "ParentEnvironment", $"'{identity.ParentEnvironment}' is itself an additional environment; name its parent, '{above}'."));
        }

        foreach (var key in Shared)
        {
            var here = own.GetValueOrDefault(key) ?? common.GetValueOrDefault(key);
            var there = parents.GetValueOrDefault(key) ?? common.GetValueOrDefault(key);
            if (here != there)
            {
                faults.Add(new SettingFault(
                    key,
                    $"{Shown(here)} is not what '{identity.ParentEnvironment}', the parent, has: {Shown(there)}. "
                    + $"Both must be the same; set it in .nuke/{Common} only."));
            }
        }

        return faults;
    }

    private static Dictionary<string, string> Read(string folder, string file)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            return values;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(path), Options);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
            {
                values[property.Name] = property.Value.GetString()!;
            }
        }

        return values;
    }

    private static string Existing(string folder)
    {
        var names = Directory.EnumerateFiles(folder, "parameters.*.json")
            .Select(f => Path.GetFileName(f)["parameters.".Length..^".json".Length])
            .Order(StringComparer.Ordinal);
        return $"Existing environments: {string.Join(", ", names)}.";
    }

    private static string FileOf(string environment) => $"parameters.{environment}.json";

    private static string Shown(string? value) => value is null ? "the default" : $"'{value}'";
}
