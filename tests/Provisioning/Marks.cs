using System.Text;
using System.Text.Json;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>Secrets that a person gives, recognizable wherever they turn up, and how they are looked for.</summary>
internal static class Marks
{
    /// <summary>The variables by which the pipeline gets them.</summary>
    public static IReadOnlyList<(string Variable, string Value)> Given { get; } =
    [
        ("NUKE_FACEBOOK_APP_ID", "Marked-Facebook.Id-1730"), ("NUKE_FACEBOOK_APP_SECRET", "Marked-Facebook.Secret-9156"),
        ("NUKE_OAUTH_SECRETS", "google-oauth2=Marked-Google.Secret-4408"), ("NUKE_GITHUB_TOKEN", "Marked-GitHub.Token-6029"),
        ("NUKE_SOURCE_TOKEN", "Marked-Source.Token-3371"),
    ];

    /// <summary>What of a variable is the secret.</summary>
    public static string Secret(string value) => value[(value.IndexOf('=', StringComparison.Ordinal) + 1)..];

    /// <summary>Where a value stands in traces, in whatever form: itself, in base64, in a URL, or in JSON.</summary>
    public static IEnumerable<string> Places(string value, IReadOnlyDictionary<string, string> traces)
    {
        // A PEM is folded by whoever writes it; one of its inner lines gives it away.
        var lines = value.Trim().Split('\n');
        var raw = lines.Length > 2 ? lines[lines.Length / 2] : value;
        string[] forms =
        [
            raw, Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('='), Uri.EscapeDataString(raw), JsonSerializer.Serialize(value)[1..^1],
        ];
        return
            from form in forms.Distinct()
            from trace in traces
            where trace.Value.Contains(form, StringComparison.Ordinal)
            select trace.Key;
    }
}
