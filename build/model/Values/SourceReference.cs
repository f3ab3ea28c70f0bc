using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>
/// Where a theme, plugin or XBlock comes from: <c>https://host/owner/repo@ref</c>, <c>owner/repo@ref</c> on github.com, or a local path that
/// begins with <c>./</c>, <c>../</c> or <c>/</c>. Never a URL with a token in it.
/// </summary>
public sealed record SourceReference : TextValue, IParsable<SourceReference>
{
    private const string Allowed =
        "give https://host/owner/repo@ref, owner/repo@ref or a local path such as ./themes/mine; tokens come from NUKE_SOURCE_TOKEN, never in a URL";

    private SourceReference(string text, string location, string? gitReference)
        : base(text)
    {
        Location = location;
        GitReference = gitReference;
    }

    /// <summary>The repository's https URL, or the local path.</summary>
    public string Location { get; }

    /// <summary>The branch, tag or commit; null for a local path.</summary>
    public string? GitReference { get; }

    /// <summary>The repository's or folder's own name.</summary>
    public string Name => Path.GetFileName(Location.TrimEnd('/'));

    /// <inheritdoc/>
    public static SourceReference Parse(string s, IFormatProvider? provider)
    {
        if (s.StartsWith("./", StringComparison.Ordinal) || s.StartsWith("../", StringComparison.Ordinal) || s.StartsWith('/'))
        {
            return new SourceReference(s, s, null);
        }

        var at = s.LastIndexOf('@');
        var repository = at < 0 ? s : s[..at];
        var reference = at < 0 ? string.Empty : s[(at + 1)..];
        var url = repository.Contains("://", StringComparison.Ordinal) ? repository : $"https://github.com/{repository}";
        return IsReference(reference) && IsRepository(url)
            ? new SourceReference(s, url.EndsWith(".git", StringComparison.Ordinal) ? url[..^4] : url, reference)
            : throw new FormatException(Allowed);
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SourceReference result) =>
        Try(s, Parse, out result);

    private static bool IsRepository(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0
        && uri.Query.Length == 0
        && uri.AbsolutePath.Trim('/').Split('/').Length >= 2
        && !uri.AbsolutePath.Contains("//", StringComparison.Ordinal);

    // git-check-ref-format(1), the part that can be said in one line; a leading hyphen would be read as an option.
    private static bool IsReference(string text) =>
        text.Length > 0 && text[0] is not ('-' or '/') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '+')
        && !text.Contains("..", StringComparison.Ordinal);
}
