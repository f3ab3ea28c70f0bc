namespace TutorPipeline.Kernel.Output;

/// <summary>Who reads what the run prints.</summary>
internal enum HostKind
{
    /// <summary>A person, or a file somebody redirected to.</summary>
    Terminal,

    /// <summary>The runner of GitHub Actions, which folds groups and reads workflow commands.</summary>
    GitHubActions,
}

/// <summary>Finds the host and knows the names that <c>--host</c> takes.</summary>
internal static class Hosts
{
    /// <summary>The names that <c>--host</c> takes, in any case.</summary>
    public static IReadOnlyList<string> Names { get; } = [nameof(HostKind.Terminal), nameof(HostKind.GitHubActions)];

    /// <summary>The named host, or the one whose variables are set. A name that is none counts as not given.</summary>
    public static HostKind Detect(IReadOnlyDictionary<string, string> environment, string? name)
    {
        if (string.Equals(name, nameof(HostKind.GitHubActions), StringComparison.OrdinalIgnoreCase))
            return HostKind.GitHubActions;
        if (string.Equals(name, nameof(HostKind.Terminal), StringComparison.OrdinalIgnoreCase))
            return HostKind.Terminal;
        return environment.TryGetValue("GITHUB_ACTIONS", out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)
            ? HostKind.GitHubActions
            : HostKind.Terminal;
    }
}
