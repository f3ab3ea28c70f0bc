using TutorPipeline.Model;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Registry;

/// <summary>What PushImage would do.</summary>
public sealed record PushPlan : StagePlan
{
    internal PushPlan(IReadOnlyList<Change> changes, IReadOnlyList<NotLookedAt> notLookedAt, IReadOnlyList<string> placeholdersFrom)
        : base(changes, notLookedAt, placeholdersFrom)
    {
    }

    /// <summary>The images, in the order in which they are pushed.</summary>
    internal IReadOnlyList<ImagePush> Images { get; init; } = [];

    /// <summary>Why the registry could not be looked at; applying fails with it. Null when it could.</summary>
    internal PipelineException? Hindrance { get; init; }
}

/// <summary>An image and what the registry has of it.</summary>
/// <param name="Image">The image.</param>
/// <param name="Digest">Its digest, when the registry has it by its content tag, so that there is nothing to push; otherwise null.</param>
internal sealed record ImagePush(BuiltImage Image, string? Digest);
