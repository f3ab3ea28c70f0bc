namespace TutorPipeline.Tutor.Cluster.Releases;

/// <summary>How a release ended.</summary>
public enum ReleaseResult
{
    /// <summary>It is being applied, or whoever applied it died.</summary>
    Deploying,

    /// <summary>It was applied and rolled out.</summary>
    Healthy,

    /// <summary>It was not applied, or did not roll out.</summary>
    Failed,
}

/// <summary>What a release was made from.</summary>
/// <param name="Who">Who deployed it.</param>
/// <param name="Commit">The commit of the platform's repository; null when it is in none.</param>
/// <param name="Images">The images with their digests, by name, such as <c>openedx</c>.</param>
/// <param name="Sources">The commits of the sources in the images, by name.</param>
/// <param name="ConfigurationHash">A hash of the configuration.</param>
public sealed record ReleaseOrigin(
    string Who,
    string? Commit,
    IReadOnlyDictionary<string, string> Images,
    IReadOnlyDictionary<string, string> Sources,
    string ConfigurationHash)
{
    /// <summary>The release whose manifests it repeats, for a rollback that was asked for; null otherwise.</summary>
    public int? RepeatOf { get; init; }
}

/// <summary>One deploy.</summary>
/// <param name="Number">Its number; 1 is the first.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Origin">What it was made from.</param>
/// <param name="ManifestsHash">SHA-256 of its manifests, in hexadecimal.</param>
/// <param name="Parts">In how many Secrets its manifests are kept.</param>
public sealed record Release(
    int Number, DateTimeOffset StartedAt, ReleaseResult Result, ReleaseOrigin Origin, string ManifestsHash, int Parts)
{
    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What is worth knowing about its end, without secrets; null for nothing.</summary>
    public string? Note { get; init; }
}
