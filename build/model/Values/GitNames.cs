namespace TutorPipeline.Model.Values;

/// <summary>What git and GitHub accept as names.</summary>
internal static class GitNames
{
    /// <summary>
    /// Whether it is a branch, a tag or a commit: what git-check-ref-format(1) says, and no hyphen first, which would be read as an option.
    /// </summary>
    public static bool IsReference(string text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or > '}' or '^' or ':' or '?' or '*' or '[' or '\\')
            {
                return false;
            }
        }

        return text.Length is > 0 and <= 255
            && text[0] is not ('-' or '/' or '.' or '@') && text[^1] is not ('/' or '.')
            && !Has(text, "..") && !Has(text, "//") && !Has(text, "/.") && !Has(text, "@{") && !Has(text, ".lock/")
            && !text.EndsWith(".lock", StringComparison.Ordinal);
    }

    /// <summary>Whether it is the name of an account or organisation on GitHub.</summary>
    public static bool IsGitHubOwner(string text) =>
        text.Length is > 0 and <= 39 && Characters.AreLettersOrDigits(text, "-") && text[0] != '-' && text[^1] != '-';

    /// <summary>Whether it is the name of a repository, or of a group that holds some.</summary>
    public static bool IsRepositoryName(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 100
        && Characters.AreLettersOrDigits(text, "._-") && !text.SequenceEqual(".") && !text.SequenceEqual("..");

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
