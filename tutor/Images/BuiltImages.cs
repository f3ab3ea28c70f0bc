using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Images;

/// <summary>What a source becomes in the image.</summary>
public enum SourceRole
{
    /// <summary>A comprehensive theme: a folder below <c>/openedx/themes</c>.</summary>
    Theme,

    /// <summary>A Django app that is installed beside the platform.</summary>
    Plugin,

    /// <summary>An XBlock that is installed beside the platform.</summary>
    XBlock,

    /// <summary>The Open edX platform itself, which the build fetches by its commit.</summary>
    Platform,
}

/// <summary>A source of the image at one exact version.</summary>
/// <param name="Role">What it becomes.</param>
/// <param name="Name">The repository's or folder's own name, such as <c>openedx-theme-example</c>; unique within its role.</param>
/// <param name="Location">The repository's URL without credentials, or the local folder.</param>
/// <param name="Reference">The branch, tag or commit that was asked for; null for a local folder.</param>
/// <param name="Version">The commit id, 40 or 64 hexadecimal digits; for a local folder <c>tree-</c> and the hash of its files.</param>
public sealed record ResolvedSource(SourceRole Role, string Name, string Location, string? Reference, string Version);

/// <summary>A source that was fetched.</summary>
/// <param name="Source">Which one.</param>
/// <param name="Folder">The folder with its files at that version, without <c>.git</c>.</param>
public sealed record PlacedSource(ResolvedSource Source, string Folder);

/// <summary>An image that BuildImage made or found, as CheckImage and PushImage take it.</summary>
/// <param name="Name">Which image: <c>openedx</c> or <c>openedx-mfe</c>.</param>
/// <param name="Candidate">Its name in the engine: <c>tutorpipeline/courses-yourschool-virginia/openedx:src-…</c>.</param>
/// <param name="Repository">The repository in the registry that it belongs to, without tag and digest.</param>
/// <param name="ContentTag"><c>src-</c> and 40 hexadecimal digits of the hash of all that goes into it.</param>
/// <param name="ReleaseTag">The tag for people: Tutor's version and the minute of the build in UTC, <c>21.0.8-202611231100</c>.</param>
/// <param name="Digest">The digest in the registry, for an image that is there already and was not built; otherwise null.</param>
public sealed record BuiltImage(
    string Name, ImageReference Candidate, ImageReference Repository, string ContentTag, string ReleaseTag, string? Digest)
{
    /// <summary>The sources in it, in the order of the parameters; empty for the micro-frontends.</summary>
    public IReadOnlyList<PlacedSource> Sources { get; init; } = [];

    /// <summary>The reference in the mutable cache repository under which its layers are kept; null for none.</summary>
    public ImageReference? Cache { get; init; }

    /// <summary>Whether the registry had it before this run, so that there is nothing to check and to push.</summary>
    public bool IsInRegistry => Digest is not null;
}

/// <summary>Hands over what BuildImage made or found: <c>artifacts/&lt;env&gt;/image/built.json</c>, or what it would make in a dry run.</summary>
public interface IBuiltImages
{
    /// <summary>Reads the images of this environment's last BuildImage.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The images; null when nothing was built yet.</returns>
    /// <exception cref="PipelineException">The file is there and cannot be read.</exception>
    Task<IReadOnlyList<BuiltImage>?> ReadAsync(CancellationToken cancellationToken);
}
