using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images;

/// <summary>How images are built, whatever is in them.</summary>
public sealed record BuildChoices
{
    /// <summary>The platform: <c>linux/amd64</c> or <c>linux/arm64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The builder of <c>docker buildx</c>; null for the engine's own.</summary>
    public string? Builder { get; init; }

    /// <summary>Whether to build what the registry has.</summary>
    public bool Rebuild { get; init; }

    /// <summary>Whether to say what has changed since the last build.</summary>
    public bool Why { get; init; }

    /// <summary>How many bytes must be free where the engine keeps its images.</summary>
    public required long DiskSpace { get; init; }

    /// <summary>The commit of the repository that the pipeline runs in; null where there is none. In labels only.</summary>
    public string? PipelineCommit { get; init; }
}

/// <summary>One image and what is to happen with it.</summary>
/// <param name="Image">The image.</param>
/// <param name="Tutor">Tutor's name of it: <c>openedx</c> or <c>mfe</c>.</param>
/// <param name="Content">What goes into it.</param>
/// <param name="BuildArguments">Arguments of the Dockerfile.</param>
/// <param name="DockerArguments">What <c>docker buildx build</c> is given beside what Tutor gives it.</param>
public sealed record ImageBuild(
    BuiltImage Image,
    string Tutor,
    ContentHash Content,
    IReadOnlyList<KeyValuePair<string, string>> BuildArguments,
    IReadOnlyList<string> DockerArguments)
{
    /// <summary>What <c>tutor images build</c> is given after the image's name.</summary>
    public IReadOnlyList<string> TutorArguments =>
    [
        "--no-registry-cache",
        .. BuildArguments.Select(argument => $"--build-arg={argument.Key}={argument.Value}"),
        .. DockerArguments.Select(argument => $"--docker-arg={argument}"),
    ];
}

/// <summary>What BuildImage would do.</summary>
/// <param name="Changes">What is to happen, with the inputs of each image's name.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="PlaceholdersFrom">What is missing.</param>
/// <param name="Builds">The images; those that the registry has, too.</param>
public sealed record BuildPlan(
    IReadOnlyList<Change> Changes,
    IReadOnlyList<NotLookedAt> NotLookedAt,
    IReadOnlyList<string> PlaceholdersFrom,
    IReadOnlyList<ImageBuild> Builds)
    : StagePlan(Changes, NotLookedAt, PlaceholdersFrom)
{
    /// <summary>The sources at exact versions.</summary>
    public IReadOnlyList<ResolvedSource> Sources { get; init; } = [];
}
