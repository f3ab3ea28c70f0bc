namespace TutorPipeline.Stages;

/// <summary>Who deploys, and from which commit of the platform's repository.</summary>
/// <param name="Who">A person at a machine, or who started the workflow.</param>
/// <param name="Commit">The commit; null when it is not known.</param>
internal sealed record DeployCaller(string Who, string? Commit)
{
    /// <summary>Looks at the surroundings (https://docs.github.com/en/actions/reference/workflows-and-actions/variables).</summary>
    /// <param name="root">The repository's folder.</param>
    public static DeployCaller Here(string root) => new(
        Variable("GITHUB_ACTOR") is { } actor ? $"{actor} on GitHub" : $"{Environment.UserName}@{Environment.MachineName}",
        GitHead.Of(root) ?? Variable("GITHUB_SHA"));

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
