namespace TutorPipeline.Model.Values;

/// <summary>What names may look like.</summary>
internal static class Labels
{
    // Instance types are a family and a size; these are the sizes that are words.
    private static readonly string[] Sizes = ["nano", "micro", "small", "medium", "large", "xlarge", "metal"];

    /// <summary>Whether it is one label of a host name.</summary>
    public static bool IsLabel(ReadOnlySpan<char> text) => Characters.AreLabel(text);

    /// <summary>Whether it is a host name of two labels or more, and not an address.</summary>
    public static bool IsDomain(string text)
    {
        var last = text.LastIndexOf('.');
        return text.Length <= 253 && last >= 0 && IsHost(text) && !Characters.AreDigits(text.AsSpan(last + 1));
    }

    /// <summary>Whether it is a host name of one label or more.</summary>
    public static bool IsHost(string text)
    {
        foreach (var range in text.AsSpan().Split('.'))
        {
            if (!IsLabel(text.AsSpan(range)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it is so many numbers with dots between them.</summary>
    public static bool IsNumbers(string text, int least, int most)
    {
        var count = 0;
        foreach (var range in text.AsSpan().Split('.'))
        {
            count++;
            var part = text.AsSpan(range);
            if (part.Length > 4 || !Characters.AreDigits(part))
            {
                return false;
            }
        }

        return count >= least && count <= most;
    }

    /// <summary><c>prefix.family.size</c>, or <c>family.size</c> without prefix.</summary>
    public static bool IsInstanceType(string text, string? prefix)
    {
        if (prefix is null)
        {
            var dot = text.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 && IsFamily(text.AsSpan(0, dot)) && IsSize(text.AsSpan(dot + 1));
        }

        return text.StartsWith(prefix, StringComparison.Ordinal)
            && text.Length > prefix.Length && text[prefix.Length] == '.'
            && IsInstanceType(text[(prefix.Length + 1)..], null);
    }

    /// <summary>The way out for a text that is no such type: the prefix where only that is missing.</summary>
    public static string InstanceTypeAllowed(string text, string prefix, string otherwise) =>
        IsInstanceType(text, null) ? $"perhaps {prefix}.{text} is meant" : otherwise;

    private static bool IsFamily(ReadOnlySpan<char> text) =>
        Characters.AreLowerOrDigits(text, "-") && char.IsAsciiLetterLower(text[0]) && text.ContainsAnyInRange('0', '9');

    private static bool IsSize(ReadOnlySpan<char> text)
    {
        foreach (var size in Sizes)
        {
            if (text.SequenceEqual(size))
            {
                return true;
            }
        }

        return IsNumbered(text, "xlarge") || (text.StartsWith("metal-") && IsNumbered(text[6..], "xl"));
    }

    private static bool IsNumbered(ReadOnlySpan<char> text, string word) =>
        text.EndsWith(word) && Characters.WholeNumber(text[..^word.Length], 512) is > 1;
}
