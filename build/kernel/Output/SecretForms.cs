using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace TutorPipeline.Kernel.Output;

/// <summary>The forms in which a secret is likely to turn up in a tool's output.</summary>
internal static class SecretForms
{
    /// <summary>The secret itself, its lines, and what base64, URLs and JSON make of it.</summary>
    public static HashSet<string> Of(string secret)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal) { secret };
        var trimmed = secret.Trim();
        if (trimmed.Length < SecretMasker.ShortestInsideWords)
        {
            forms.Add(trimmed);
            return forms;
        }

        AddEncoded(forms, secret);
        AddEncoded(forms, trimmed);
        if (trimmed.AsSpan().IndexOfAny('\r', '\n') >= 0)
            AddLines(forms, trimmed);
        return forms;
    }

    /// <summary>The lines of a secret that are long enough to be masked by themselves.</summary>
    public static IEnumerable<string> LinesOf(string secret)
    {
        foreach (var line in secret.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Length >= SecretMasker.ShortestInsideWords)
                yield return line;
        }
    }

    private static void AddLines(HashSet<string> forms, string secret)
    {
        foreach (var line in LinesOf(secret))
            AddText(forms, line);
    }

    private static void AddEncoded(HashSet<string> forms, string secret)
    {
        AddText(forms, secret);
        AddBase64(forms, Encoding.UTF8.GetBytes(secret));
    }

    private static void AddText(HashSet<string> forms, string text)
    {
        forms.Add(text);
        forms.Add(Uri.EscapeDataString(text));
        forms.Add(WebUtility.UrlEncode(text));
        forms.Add(JavaScriptEncoder.Default.Encode(text));
        var relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        forms.Add(relaxed);

        // Terraform and other programs in Go write these three as escapes, in lower case.
        forms.Add(relaxed.Replace("<", "\\u003c", StringComparison.Ordinal)
            .Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal));
    }

    /// <summary>
    /// Besides the whole encoding, the characters that stay the same wherever the secret lies inside a longer encoded text, as in
    /// an <c>Authorization: Basic</c> header; that depends on its position modulo three.
    /// </summary>
    private static void AddBase64(HashSet<string> forms, byte[] bytes)
    {
        AddBothAlphabets(forms, Convert.ToBase64String(bytes));
        AddBothAlphabets(forms, Convert.ToBase64String(bytes).TrimEnd('='));
        if (bytes.Length < 6)
            return;
        for (var offset = 0; offset < 3; offset++)
        {
            var shifted = new byte[offset + bytes.Length];
            bytes.CopyTo(shifted, offset);
            var first = ((offset * 8) + 5) / 6;
            var end = shifted.Length * 8 / 6;
            AddBothAlphabets(forms, Convert.ToBase64String(shifted)[first..end]);
        }
    }

    private static void AddBothAlphabets(HashSet<string> forms, string base64)
    {
        forms.Add(base64);
        forms.Add(base64.Replace('+', '-').Replace('/', '_'));
    }
}
