using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>
/// Names a container image: <c>registry:5000/some/path:tag@sha256:…</c>. Registry, tag and digest may each be absent. The grammar is that of
/// the <see href="https://github.com/distribution/reference">distribution project</see>; short names are kept as they are, not completed.
/// </summary>
[TypeConverter(typeof(ParsableConverter<ImageReference>))]
public sealed record ImageReference : TextValue, IParsable<ImageReference>
{
    private ImageReference(RegistryHost? registry, string repository, string? tag, string? digest)
        : base(Write(registry, repository, tag, digest)) => (Registry, Repository, Tag, Digest) = (registry, repository, tag, digest);

    /// <summary>Where it is kept; null for the engine's default.</summary>
    public RegistryHost? Registry { get; }

    /// <summary>Its path in the registry, such as <c>team/openedx</c>.</summary>
    public string Repository { get; }

    /// <summary>Its tag; null when it has none.</summary>
    public string? Tag { get; }

    /// <summary>Its digest, such as <c>sha256:</c> and 64 hexadecimal digits; null when it is not pinned.</summary>
    public string? Digest { get; }

    /// <summary>Registry and repository without tag and digest.</summary>
    public ImageReference Name => new(Registry, Repository, null, null);

    /// <summary>The same repository with this tag and no digest.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="FormatException">It is not a tag.</exception>
    public ImageReference WithTag(string tag) => Parse($"{Name}:{tag}", null);

    /// <summary>The same image pinned to a digest; the tag stays.</summary>
    /// <param name="digest">The digest with its algorithm.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="FormatException">It is not a digest.</exception>
    public ImageReference WithDigest(string digest) => Parse($"{Write(Registry, Repository, Tag, null)}@{digest}", null);

    /// <inheritdoc/>
    public static ImageReference Parse(string s, IFormatProvider? provider)
    {
        var (rest, digest) = Cut(s, s.IndexOf('@', StringComparison.Ordinal));

        // A colon before the last slash belongs to the registry's port.
        var colon = rest.LastIndexOf(':');
        var (name, tag) = Cut(rest, colon > rest.LastIndexOf('/') ? colon : -1);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var hasRegistry = slash > 0 && ImageGrammar.LooksLikeRegistry(name[..slash]);
        var repository = hasRegistry ? name[(slash + 1)..] : name;
        RegistryHost? registry = null;
        var fault =
            digest is not null && !ImageGrammar.IsDigest(digest) ? "a digest is sha256: and 64 hexadecimal digits"
            : tag is not null && !ImageGrammar.IsTag(tag)
                ? "a tag has at most 128 letters, digits, underscores, dots and hyphens, no dot or hyphen first"
            : hasRegistry && !RegistryHost.TryParse(name[..slash], null, out registry)
                ? "before the first slash give a registry such as localhost:5000"
            : !ImageGrammar.IsRepository(repository) || name.Length > 255
                ? "give a name in lower case such as openedx or localhost:5000/team/openedx:1.0"
            : null;
        return fault is null ? new ImageReference(registry, repository, tag, digest) : throw new FormatException(fault);
    }

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ImageReference result) =>
        Try(s, Parse, out result);

    private static (string Before, string? After) Cut(string text, int position) =>
        position < 0 ? (text, null) : (text[..position], text[(position + 1)..]);

    private static string Write(RegistryHost? registry, string repository, string? tag, string? digest) => string.Concat(
        registry is null ? null : $"{registry}/",
        repository,
        tag is null ? null : $":{tag}",
        digest is null ? null : $"@{digest}");
}
