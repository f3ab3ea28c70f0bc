using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>A configuration of Tutor.</summary>
/// <param name="Settings">The keys of <c>config.yml</c> with their values; a <see cref="Secret"/>, or a dictionary of them, is revealed in the file alone.</param>
/// <param name="Plugins">The Tutor plugins that are on.</param>
public record TutorConfiguration(IReadOnlyDictionary<string, object> Settings, IReadOnlyList<string> Plugins)
{
    // JSON is YAML too, and Tutor reads quoted text as text (no, 1.0 and 12345678 would be read as something else).
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of <c>config.yml</c>, with its secrets.</summary>
    /// <returns>YAML, one key a line, sorted.</returns>
    public string ToYaml()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Settings.Append(KeyValuePair.Create<string, object>("PLUGINS", Plugins)).OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            text.Append(key).Append(": ").Append(JsonSerializer.Serialize(Written(value), Json)).Append('\n');
        }

        return text.ToString();
    }

    private static object Written(object value) => value switch
    {
        Secret secret => secret.Reveal(),
        IReadOnlyDictionary<string, Secret> secrets => secrets.ToDictionary(pair => pair.Key, pair => pair.Value.Reveal()),
        _ => value,
    };
}
