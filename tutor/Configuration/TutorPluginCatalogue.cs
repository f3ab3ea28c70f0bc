using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>Something that pip installs.</summary>
/// <param name="Text">What pip is given, such as <c>tutor-mfe==21.0.0</c>.</param>
/// <param name="WithoutDependencies">Whether its own requirements are left out, because they ask for another Tutor.</param>
public sealed record PluginRequirement(string Text, bool WithoutDependencies = false)
{
    /// <summary>The same package in another version.</summary>
    /// <param name="version">The version, such as <c>21.0.0</c>.</param>
    /// <returns>What pip is given for it; a package from a repository comes from the tag of that version.</returns>
    public PluginRequirement At(string version)
    {
        var (pin, tag) = (Text.IndexOf("==", StringComparison.Ordinal), Text.LastIndexOf("@v", StringComparison.Ordinal));
        return this with { Text = pin >= 0 ? $"{Text[..pin]}=={version}" : tag >= 0 ? $"{Text[..tag]}@v{version}" : Text };
    }

    /// <inheritdoc/>
    public override string ToString() => WithoutDependencies ? $"{Text} without its dependencies" : Text;
}

/// <summary>Which package and version each of Tutor's plugins has: what <c>tutor/requirements.txt</c> says.</summary>
public sealed class TutorPluginCatalogue
{
    private const string WithoutDependencies = "--no-deps";
    private readonly Dictionary<string, PluginRequirement> plugins = new(StringComparer.Ordinal);
    private readonly List<PluginRequirement> others = [];
    private string tutor = string.Empty;

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">One requirement a line, as pip reads them; a comment <c>--no-deps</c> behind one counts.</param>
    public TutorPluginCatalogue(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var comment = line.IndexOf(" #", StringComparison.Ordinal);
            var requirement = (comment < 0 ? line : line[..comment]).Trim();
            if (!requirement.StartsWith('#'))
            {
                Add(requirement, comment >= 0 && line[comment..].Contains(WithoutDependencies, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The catalogue.</returns>
    public static TutorPluginCatalogue Read(string path) => new(File.ReadAllText(path));

    /// <summary>The name of a plugin without its version.</summary>
    /// <param name="plugin">The plugin as <c>TutorPlugins</c> names it.</param>
    /// <returns>The name, such as <c>discovery</c>.</returns>
    public static string NameOf(string plugin) => plugin.Split("==")[0];

    /// <summary>What pip installs for a Tutor with plugins.</summary>
    /// <param name="tutorVersion">Tutor's version, such as <c>21.0.8</c>.</param>
    /// <param name="wanted">The plugins by name, or with a version of one's own: <c>discovery==21.1.0</c>.</param>
    /// <returns>The requirements, Tutor itself first.</returns>
    /// <exception cref="UnknownPluginException">A plugin has no version for this Tutor, and none was given.</exception>
    public IReadOnlyList<PluginRequirement> Requirements(string tutorVersion, IEnumerable<string> wanted) =>
        [new PluginRequirement($"tutor=={tutorVersion}"), .. wanted.Select(plugin => RequirementOf(plugin, tutorVersion)), .. others];

    private PluginRequirement RequirementOf(string plugin, string tutorVersion)
    {
        if (plugin.Split("==") is [var name, var version])
        {
            return plugins.TryGetValue(name, out var known) ? known.At(version) : new PluginRequirement($"tutor-{name}=={version}");
        }

        // Plugins are made for one major version of Tutor.
        var fits = tutor.Split('.')[0] == tutorVersion.Split('.')[0];
        return fits && plugins.TryGetValue(plugin, out var requirement)
            ? requirement
            : throw new UnknownPluginException(plugin, tutorVersion, fits ? plugins.Keys.Order(StringComparer.Ordinal) : []);
    }

    private void Add(string requirement, bool alone)
    {
        var name = requirement.Split('=', ' ', '@')[0];
        if (name == "tutor")
        {
            tutor = requirement["tutor==".Length..];
        }
        else if (name.StartsWith("tutor-", StringComparison.Ordinal))
        {
            var plugin = name["tutor-".Length..];
            plugins[plugin.StartsWith("contrib-", StringComparison.Ordinal) ? plugin["contrib-".Length..] : plugin] = new(requirement, alone);
        }
        else
        {
            others.Add(new PluginRequirement(requirement, alone));
        }
    }
}

/// <summary>A Tutor plugin has no version for the Tutor in use.</summary>
/// <param name="plugin">The plugin.</param>
/// <param name="tutorVersion">Tutor's version.</param>
/// <param name="known">The plugins that have one.</param>
public sealed class UnknownPluginException(string plugin, string tutorVersion, IEnumerable<string> known) : PipelineException(
    $"TutorPlugins: tutor/requirements.txt has no version of the plugin '{plugin}' for Tutor {tutorVersion}. "
    + (known.Any() ? $"It has {string.Join(", ", known)}. For any other" : "Its plugins are made for another Tutor. Add those for this one, or")
    + $" give the version, such as {plugin}==1.2.3, which installs the package tutor-{plugin}.");
