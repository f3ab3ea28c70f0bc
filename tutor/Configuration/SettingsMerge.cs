using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using TutorPipeline.Tutor.Cluster.Manifests;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>Merges a file of settings into those of LMS and Studio, whatever Tutor and other plugins said before.</summary>
internal static class SettingsMerge
{
    /// <summary>The plugin's name, which sorts behind all others.</summary>
    public const string Plugin = "zzz_tutorpipeline_settings";

    // Neither Jinja nor Python's raw text in single quotes sees anything special in what is written this way.
    private static readonly JsonSerializerOptions Json = new() { Encoder = Plain() };

    private const string Patch = """
            # Settings of the platform's own, from settings_merge.yml. Mappings are merged, everything else is replaced.
            import json as tutorpipeline_json
            def tutorpipeline_merge(into, values):
                for key, value in values.items():
                    if isinstance(value, dict) and isinstance(into.get(key), dict):
                        tutorpipeline_merge(into[key], value)
                    else:
                        into[key] = value

        """;

    /// <param name="path">The file, for errors.</param>
    /// <param name="yaml">Its text.</param>
    public static string PluginText(string path, string yaml)
    {
        var settings = Read(path, yaml).ToJsonString(Json);
        var text = new StringBuilder($"name: {Plugin}\nversion: \"1\"\npatches:\n");
        foreach (var variant in (string[])["lms", "cms"])
        {
            // Other plugins write into the settings of production after those that LMS and Studio have in common.
            text.Append(CultureInfo.InvariantCulture, $"  openedx-{variant}-production-settings: |\n{Patch}")
                .Append(CultureInfo.InvariantCulture, $"    tutorpipeline_merge(globals(), tutorpipeline_json.loads(r'''{settings}'''))\n");
        }

        return text.ToString();
    }

    private static JsonObject Read(string path, string yaml)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(yaml);
            stream.Load(reader);
            return stream.Documents.Count == 0 ? []
                : RenderedYaml.ToJson(stream.Documents[0].RootNode) as JsonObject
                    ?? throw PlatformConfigurationException.Settings(path, "it is no mapping of settings");
        }
        catch (YamlException exception)
        {
            throw PlatformConfigurationException.Settings(path, exception.Message, exception);
        }
    }

    private static JavaScriptEncoder Plain()
    {
        var allowed = new TextEncoderSettings(UnicodeRanges.BasicLatin);
        allowed.ForbidCharacters('{', '}', '\'');
        return JavaScriptEncoder.Create(allowed);
    }
}
