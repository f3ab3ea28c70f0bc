namespace TutorPipeline.Model.Values;

/// <summary>What names may look like.</summary>
internal static class Labels
{
    public static bool IsLabel(string text) =>
        text.Length is > 0 and <= 63 && text.All(IsLabelCharacter) && text[0] != '-' && text[^1] != '-';

    public static bool IsDomain(string text) =>
        text.Length <= 253 && text.Contains('.', StringComparison.Ordinal) && text.Split('.').All(IsLabel);

    public static bool IsNumbers(string text, int least, int most)
    {
        var parts = text.Split('.');
        return parts.Length >= least && parts.Length <= most && parts.All(p => p.Length is > 0 and < 5 && p.All(char.IsAsciiDigit));
    }

    /// <summary><c>prefix.family.size</c>, or <c>family.size</c> without prefix.</summary>
    public static bool IsInstanceType(string text, string? prefix)
    {
        var parts = text.Split('.');
        var words = prefix is null ? parts : parts.Length > 0 && parts[0] == prefix ? parts[1..] : [];
        return words.Length == 2 && words.All(w => w.Length > 1 && w.All(IsLabelCharacter)) && char.IsAsciiLetterLower(words[0][0]);
    }

    private static bool IsLabelCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
