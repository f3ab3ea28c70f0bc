namespace TutorPipeline.Model.Values;

/// <summary>The checks of characters that several kinds of values share.</summary>
internal static class Characters
{
    /// <summary>Whether there is at least one character and each is a digit.</summary>
    public static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether there is at least one character and each is a lower-case letter, a digit or one of the others.</summary>
    public static bool AreLowerOrDigits(ReadOnlySpan<char> text, string others = "")
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && !others.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>Whether there is at least one character and each is a letter, a digit or one of the others.</summary>
    public static bool AreLettersOrDigits(ReadOnlySpan<char> text, string others = "")
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !others.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>Whether there is at least one character and each is a hexadecimal digit in lower case.</summary>
    public static bool AreHexadecimal(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigitLower(c))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>Whether it is one label of a host name: at most 63 lower-case letters, digits and inner hyphens.</summary>
    public static bool AreLabel(ReadOnlySpan<char> text) =>
        text.Length <= 63 && AreLowerOrDigits(text, "-") && text[0] != '-' && text[^1] != '-';

    /// <summary>Reads a whole number without sign; null when it is none or beyond the largest.</summary>
    public static int? WholeNumber(ReadOnlySpan<char> text, int largest)
    {
        if (!AreDigits(text) || text.Length > 9)
        {
            return null;
        }

        var number = 0;
        foreach (var c in text)
        {
            number = number * 10 + (c - '0');
        }

        return number <= largest ? number : null;
    }
}
