using System.Globalization;
using System.Text;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Shows a text that somebody gave, inside a message of one line.</summary>
internal static class Quoted
{
    private const int Longest = 120;

    /// <summary>
    /// The text in single quotes; control characters are escaped, a long text is cut, and a user or token in a URL is masked, because refused
    /// values end up in logs.
    /// </summary>
    public static string Value(string text)
    {
        text = WithoutUserInfo(text);
        var builder = new StringBuilder(text.Length + 2).Append('\'');
        var length = Math.Min(text.Length, Longest);
        foreach (var c in text.AsSpan(0, length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length))
        {
            _ = c switch
            {
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                _ when IsUnseen(c) => builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => builder.Append(c),
            };
        }

        return builder.Append(text.Length > Longest ? "…'" : "'").ToString();
    }

    private static string WithoutUserInfo(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return text;
        }

        var begin = scheme + "://".Length;
        var slash = text.IndexOf('/', begin);
        var at = text.LastIndexOf('@', slash < 0 ? text.Length - 1 : slash);
        return at >= begin ? $"{text[..begin]}***{text[at..]}" : text;
    }

    // Control characters, and those that hide, turn or break what stands around them.
    private static bool IsUnseen(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
