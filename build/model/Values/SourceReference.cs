using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>
/// Where a theme, plugin or XBlock comes from: <c>https://host/owner/repo@ref</c>, <c>ssh://git@host/owner/repo@ref</c>,
/// <c>owner/repo@ref</c> on github.com, or a local path that begins with <c>./</c>, <c>../</c> or <c>/</c>. Never a URL with a token in it.
/// </summary>
[TypeConverter(typeof(ParsableConverter<SourceReference>))]
public sealed record SourceReference : TextValue, IParsable<SourceReference>
{
    private const string Https = "https://";

    private const string Ssh = "ssh://git@";

    private const string Allowed =
        "give https://host/owner/repo@ref, ssh://git@host/owner/repo@ref, owner/repo@ref or a local path such as ./themes/mine; "
        + "tokens come from NUKE_SOURCE_TOKEN, never in a URL";

    private SourceReference(string text, string location, string? gitReference)
        : base(text)
    {
        Location = location;
        GitReference = gitReference;
    }

    /// <summary>The repository's URL without the ref, or the local path.</summary>
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

        // After the host, because an ssh address has an at sign before it.
        var isUrl = s.Contains("://", StringComparison.Ordinal);
        var path = isUrl ? s.IndexOf('/', s.IndexOf("://", StringComparison.Ordinal) + 3) : 0;
        var at = path < 0 ? -1 : s.IndexOf('@', path);
        if (at < 0 || !GitNames.IsReference(s[(at + 1)..]))
        {
            throw new FormatException(Allowed);
        }

        var location = WithoutSuffix(isUrl ? s[..at] : $"https://github.com/{s[..at]}");
        return IsRepository(location) ? new SourceReference(s, location, s[(at + 1)..]) : throw new FormatException(Allowed);
    }

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SourceReference result) =>
        Try(s, Parse, out result);

    private static string WithoutSuffix(string url)
    {
        var bare = url.TrimEnd('/');
        return bare.EndsWith(".git", StringComparison.Ordinal) ? bare[..^4] : bare;
    }

    // Neither credentials nor anything that a shell or a URL would read otherwise: a host, perhaps a port, and names.
    private static bool IsRepository(string url)
    {
        var scheme = url.StartsWith(Https, StringComparison.Ordinal) ? Https : url.StartsWith(Ssh, StringComparison.Ordinal) ? Ssh : null;
        if (scheme is null)
        {
            return false;
        }

        var parts = url[scheme.Length..].Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            if (!GitNames.IsRepositoryName(parts[i]))
            {
                return false;
            }
        }

        return parts.Length >= 3 && RegistryHost.TryParse(parts[0], null, out _);
    }
}
