using System.Globalization;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Images;

/// <summary>An image that the registry has.</summary>
/// <param name="Tag">The newest tag of its content: <c>src-…</c>, or <c>src-….2</c> for one that was built again.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Builds">How often it was built again.</param>
public sealed record FoundImage(string Tag, string Digest, int Builds)
{
    /// <summary>The tag that the next build of the same content gets.</summary>
    public string NextTag => $"{(Builds == 0 ? Tag : Tag[..Tag.LastIndexOf('.')])}.{(Builds + 1).ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>Asks a registry whether it has an image.</summary>
/// <param name="find">Gives the digest of a tag, or null when the registry does not have it.</param>
/// <param name="isDryRun">Whether a registry that cannot be asked is a gap in the plan instead of an error.</param>
public sealed class RegistryLook(Func<ImageReference, CancellationToken, Task<string?>> find, bool isDryRun)
{
    private bool isUnreachable;

    /// <summary>Looks for the newest image of a content.</summary>
    /// <param name="image">The image.</param>
    /// <param name="gaps">Takes what could not be looked at.</param>
    /// <param name="cancellationToken">Ends the calls early.</param>
    /// <returns>What there is, or null.</returns>
    /// <exception cref="PipelineException">The registry cannot be asked, and this is no dry run.</exception>
    public async Task<FoundImage?> FindAsync(BuiltImage image, IList<NotLookedAt> gaps, CancellationToken cancellationToken)
    {
        try
        {
            FoundImage? newest = null;
            for (var builds = 0; ; builds++)
            {
                var tag = builds == 0 ? image.ContentTag : $"{image.ContentTag}.{builds.ToString(CultureInfo.InvariantCulture)}";
                if (await find(image.Repository.WithTag(tag), cancellationToken) is not { } digest)
                {
                    return newest;
                }

                newest = new FoundImage(tag, digest, builds);
            }
        }
        catch (PipelineException exception) when (isDryRun)
        {
            isUnreachable = true;
            gaps.Add(new NotLookedAt(
                $"whether the registry has {image.Repository.WithTag(image.ContentTag)}", exception.Message, "make the registry reachable and plan again"));
            return null;
        }
    }

    /// <summary>Finds a tag for people that nothing has: two builds of one minute would have the same, and a tag never changes its meaning.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends the calls early.</param>
    /// <returns>The image with its own tag, or with <c>.1</c>, <c>.2</c> … behind it.</returns>
    /// <exception cref="PipelineException">The registry cannot be asked, and this is no dry run.</exception>
    public async Task<BuiltImage> WithFreeTagAsync(BuiltImage image, CancellationToken cancellationToken)
    {
        var tag = image.ReleaseTag;
        for (var builds = 1; !isUnreachable && await find(image.Repository.WithTag(tag), cancellationToken) is not null; builds++)
        {
            tag = $"{image.ReleaseTag}.{builds.ToString(CultureInfo.InvariantCulture)}";
        }

        return image with { ReleaseTag = tag };
    }
}
