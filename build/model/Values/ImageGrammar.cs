namespace TutorPipeline.Model.Values;

/// <summary>The parts of an image reference.</summary>
internal static class ImageGrammar
{
    /// <summary>Whether a text before the first slash is a registry and no part of the path: a dot, a colon, or <c>localhost</c>.</summary>
    public static bool LooksLikeRegistry(string text) => text == "localhost" || text.AsSpan().ContainsAny(".:");

    /// <summary>Whether it is a tag.</summary>
    public static bool IsTag(string text) =>
        text.Length <= 128 && Characters.AreLettersOrDigits(text, "_.-") && text[0] is not ('.' or '-');

    /// <summary>Whether it is a digest of one of the registered algorithms.</summary>
    public static bool IsDigest(string text) =>
        (text.StartsWith("sha256:", StringComparison.Ordinal) && text.Length == 7 + 64 && Characters.AreHexadecimal(text.AsSpan(7)))
        || (text.StartsWith("sha512:", StringComparison.Ordinal) && text.Length == 7 + 128 && Characters.AreHexadecimal(text.AsSpan(7)));

    /// <summary>Whether it is a path of lower-case components.</summary>
    public static bool IsRepository(string text)
    {
        foreach (var range in text.AsSpan().Split('/'))
        {
            if (!IsComponent(text.AsSpan(range)))
            {
                return false;
            }
        }

        return true;
    }

    // Letters and digits, separated by one dot, one or two underscores, or any number of hyphens.
    private static bool IsComponent(ReadOnlySpan<char> text)
    {
        if (!Characters.AreLowerOrDigits(text, "._-") || !char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(text[^1]))
        {
            return false;
        }

        for (var i = 1; i < text.Length; i++)
        {
            var isMixed = !char.IsAsciiLetterOrDigit(text[i]) && !char.IsAsciiLetterOrDigit(text[i - 1]) && text[i] != text[i - 1];
            if (isMixed || text[(i - 1)..].StartsWith("..") || text[(i - 1)..].StartsWith("___"))
            {
                return false;
            }
        }

        return true;
    }
}
