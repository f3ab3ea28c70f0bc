using TutorPipeline.Model;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Registry;

/// <summary>
/// Pushes what BuildImage made and CheckImage passed, under a tag for its content and one for people, and writes down the digests that are
/// to be deployed. An image that the registry has is not pushed again.
/// </summary>
/// <param name="built">What BuildImage made or found.</param>
/// <param name="engine">The engine that has the images.</param>
/// <param name="registry">Asks the registry what it has, and puts the second tag.</param>
/// <param name="login">Gives a fresh login; null from it for a registry that asks nobody.</param>
/// <param name="file">Where the digests are written: <c>artifacts/&lt;env&gt;/image.json</c>.</param>
/// <param name="time">The clock.</param>
public sealed class PushImage(
    IBuiltImages built,
    IContainerEngine engine,
    RegistryClient registry,
    Func<CancellationToken, Task<RegistryLogin?>> login,
    string file,
    TimeProvider time) : IStage<PushPlan>
{
    private readonly ImagePusher pusher = new(engine, registry, login, time);

    /// <inheritdoc/>
    public async Task<PushPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (await built.ReadAsync(cancellationToken) is not { } images)
        {
            return new PushPlan([new Change(ChangeKind.Unknown, "images", "(known after BuildImage)")], [], ["BuildImage"]);
        }

        var record = await PushedImages.ReadAsync(file, cancellationToken);
        var (changes, pushes) = (new List<Change>(), new List<ImagePush>());
        try
        {
            foreach (var image in images)
            {
                var push = new ImagePush(image, await FindAsync(image, record, cancellationToken));
                pushes.Add(push);
                changes.Add(Describe(push));
            }
        }
        catch (Exception e) when (e is RegistryUnreachableException or RegistryLoginException)
        {
            return NotLookedAt(images, (PipelineException)e);
        }

        return new PushPlan(changes, [], []) { Images = pushes };
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(PushPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (plan.Hindrance is { } hindrance)
        {
            throw hindrance;
        }

        var record = await PushedImages.ReadAsync(file, cancellationToken);
        var images = new List<PushedImage>();
        foreach (var (image, digest) in plan.Images)
        {
            images.Add(digest is null
                ? Record(image, await pusher.PushAsync(image, report, cancellationToken), time.GetUtcNow())
                : Recorded(record, image, digest) ?? Record(image, digest, null));
        }

        await new PushedImages(1, images).WriteAsync(file, cancellationToken);
        foreach (var push in plan.Images.Where(push => push.Digest is null))
        {
            await pusher.CacheAsync(push.Image, report, cancellationToken);
        }
    }

    private async Task<string?> FindAsync(BuiltImage image, PushedImages? record, CancellationToken cancellationToken)
    {
        var tag = image.Repository.WithTag(image.ContentTag);
        var found = await registry.FindDigestAsync(tag, cancellationToken);
        if (found is null)
        {
            return image.IsInRegistry ? throw new ImageGoneException(tag.ToString()) : null;
        }

        var isKnown = image.IsInRegistry
            ? image.Digest == found
            : Recorded(record, image, found) is not null || await pusher.IsSameAsync(image, found, cancellationToken);
        return isKnown ? found : throw new TagTakenException(tag, found, image.Digest ?? "one that was built here");
    }

    private static Change Describe(ImagePush push) => push.Digest is { } digest
        ? new Change(ChangeKind.Skip, push.Image.Name, $"{push.Image.Repository} has {push.Image.ContentTag}: {digest}")
        : new Change(ChangeKind.Run, push.Image.Name, Describe(push.Image));

    private static string Describe(BuiltImage image) =>
        $"push to {image.Repository} as {image.ReleaseTag} and {image.ContentTag}"
        + (image.Cache is { } cache ? $", layers for later builds to {cache}" : string.Empty);

    private static PushPlan NotLookedAt(IReadOnlyList<BuiltImage> images, PipelineException hindrance) => new(
        [.. images.Select(image => new Change(ChangeKind.Run, image.Name, Describe(image)))],
        [new NotLookedAt("what the registry has", hindrance.Message, "make the registry reachable and plan again")],
        [])
    {
        Images = [.. images.Select(image => new ImagePush(image, null))],
        Hindrance = hindrance,
    };

    private static PushedImage? Recorded(PushedImages? record, BuiltImage image, string digest) =>
        record?.Images.FirstOrDefault(i => i.ContentTag == image.ContentTag && i.Reference == Reference(image, digest));

    // An image that the registry had before has further tags, of which nothing is known here.
    private static PushedImage Record(BuiltImage image, string digest, DateTimeOffset? pushedAt) => new(
        image.Name,
        Reference(image, digest),
        digest,
        image.ContentTag,
        pushedAt is null ? [image.ContentTag] : [image.ContentTag, image.ReleaseTag],
        pushedAt);

    private static string Reference(BuiltImage image, string digest) => image.Repository.Name.WithDigest(digest).ToString();
}

/// <summary>The registry had an image a moment ago, and no longer has it.</summary>
/// <param name="tag">Its content tag.</param>
public sealed class ImageGoneException(string tag) : PipelineException(
    $"The registry no longer has {tag}, which BuildImage found there; it may have been deleted. Run BuildImage again: it builds it "
    + "anew.");
