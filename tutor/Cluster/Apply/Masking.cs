using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Decides which values of manifests may be seen.</summary>
/// <param name="known">Secrets that are known; they are masked wherever they stand.</param>
internal sealed partial class Masking(IReadOnlyCollection<Secret> known)
{
    private const int ShortestScrubbed = 6;

    private readonly IReadOnlyList<string> known = Forms(known);

    /// <summary>A text as it may be shown.</summary>
    /// <param name="isSecretObject">Whether it is data of a Secret.</param>
    /// <param name="name">The name of what it is the value of.</param>
    /// <param name="text">The text.</param>
    public string Show(bool isSecretObject, string name, string text)
    {
        if (isSecretObject || IsCredentialName(name))
        {
            return FieldDifference.Masked;
        }

        foreach (var secret in known)
        {
            text = text.Replace(secret, FieldDifference.Masked, StringComparison.Ordinal);
        }

        text = UserInfo().Replace(text, $"$1{FieldDifference.Masked}@");
        text = KeyBlock().Replace(text, FieldDifference.Masked);
        return Assignment().Replace(text, $"$1{FieldDifference.Masked}");
    }

    /// <summary>Whether what bears this name is likely a credential.</summary>
    public static bool IsCredentialName(string name) => CredentialName().IsMatch(name) && !Reference().IsMatch(name);

    /// <summary>A server's words without the credentials of what was sent to it.</summary>
    public static string Scrub(string text, JsonObject? sent)
    {
        if (sent is null)
        {
            return text;
        }

        var values = new List<string>();
        Collect(sent, (string?)sent["kind"] == "Secret", "", values);
        values.Sort((a, b) => b.Length - a.Length);
        foreach (var value in values)
        {
            text = text.Replace(value, FieldDifference.Masked, StringComparison.Ordinal);
        }

        return text;
    }

    private static void Collect(JsonNode? node, bool isSecretObject, string name, List<string> values)
    {
        if (node is JsonObject map)
        {
            foreach (var (key, value) in map)
            {
                var isData = isSecretObject && key is "data" or "stringData";
                CollectMember(value, isSecretObject, isData, key == "value" ? (string?)map["name"] ?? key : key, values);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Collect(item, isSecretObject, name, values);
            }
        }
        else if (IsCredentialName(name) && (node as JsonValue)?.TryGetValue<string>(out var text) == true
            && text.Length >= ShortestScrubbed)
        {
            values.Add(text);
        }
    }

    private static void CollectMember(JsonNode? value, bool isSecretObject, bool isData, string name, List<string> values)
    {
        if (!isData || value is not JsonObject data)
        {
            Collect(value, isSecretObject, name, values);
            return;
        }

        foreach (var (_, item) in data)
        {
            if ((string?)item is { Length: > 0 } text)
            {
                values.Add(text);
                if (Decode(text) is { Length: > 0 } plain)
                {
                    values.Add(plain);
                }
            }
        }
    }

    private static string? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static List<string> Forms(IReadOnlyCollection<Secret> known)
    {
        var forms = new List<string>();
        foreach (var secret in known)
        {
            var plain = secret.Reveal();
            if (plain.Length >= ShortestScrubbed)
            {
                forms.Add(plain);
                forms.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes(plain)));
            }
        }

        forms.Sort((a, b) => b.Length - a.Length);
        return forms;
    }

    [GeneratedRegex("password|passwd|secret|token|credential|(private|api|access|master|signing|encryption)[-_]?key",
        RegexOptions.IgnoreCase)]
    private static partial Regex CredentialName();

    /// <summary>Names of fields that only say where a credential is, or whether there is one.</summary>
    [GeneratedRegex("^(secretName|secretRef|secretNamespace|secretKeyRef|imagePullSecrets|automountServiceAccountToken)$")]
    private static partial Regex Reference();

    [GeneratedRegex("(://[^/\\s:@]*:)[^/\\s@]+@")]
    private static partial Regex UserInfo();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.Singleline)]
    private static partial Regex KeyBlock();

    /// <summary>A line that gives a credential its value, in Python, YAML, JSON or a shell; also the private parts of a JSON web
    /// key.</summary>
    [GeneratedRegex(
        "((?:[\\w.-]*(?:password|passwd|secret|token|credential|(?:private|api|access|master|signing|encryption)[-_]?key)[\\w.-]*"
        + "|[\"'](?:d|p|q|dp|dq|qi|k)[\"'])[\"']?\\]?\\s*[:=]\\s*)[^\\s{\\[(].*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();
}
