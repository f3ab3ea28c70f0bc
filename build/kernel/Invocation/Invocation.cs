namespace TutorPipeline.Kernel.Invocation;

/// <summary>How much is said.</summary>
internal enum Verbosity
{
    /// <summary>Errors and the summary only.</summary>
    Quiet,

    /// <summary>Warnings too.</summary>
    Minimal,

    /// <summary>Information too.</summary>
    Normal,

    /// <summary>Everything.</summary>
    Verbose,
}

/// <summary>In which form <c>--plan</c> prints.</summary>
internal enum PlanFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>A Mermaid graph.</summary>
    Mermaid,
}

/// <summary>Where a parameter's value came from, for messages.</summary>
/// <param name="Source"><c>command line</c>, <c>environment variable NUKE_X</c>, or the file's path relative to the root.</param>
/// <param name="Key">The name as it was written there: <c>--count</c>, <c>NUKE_COUNT</c>, <c>Count</c>.</param>
/// <param name="Text">The raw text, or the mask for a secret.</param>
internal sealed record ParameterOrigin(string Source, string Key, string Text)
{
    /// <summary>The source of everything given as an argument.</summary>
    public const string CommandLine = "command line";

    /// <summary>What the source of everything given by a variable begins with.</summary>
    public const string Variable = "environment variable ";

    /// <summary>
    /// What a message about the value begins with: <c>--count</c>, <c>NUKE_COUNT</c> or <c>.nuke/parameters.json: Count</c>.
    /// </summary>
    public string Place => Source == CommandLine || Source.StartsWith(Variable, StringComparison.Ordinal) ? Key : $"{Source}: {Key}";
}

/// <summary>Everything that one call asked for. Built-in options are fields; the others are raw texts for the parameters.</summary>
internal sealed record InvocationRequest
{
    /// <summary>Named targets in the order given; empty for the default targets.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Null: nothing is skipped; empty: everything but the invoked targets; otherwise those named.</summary>
    public IReadOnlyList<string>? Skip { get; init; }

    /// <summary>Print help and end.</summary>
    public bool Help { get; init; }

    /// <summary>Print the plan and end.</summary>
    public PlanFormat? Plan { get; init; }

    /// <summary>Touch nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>How many targets may run at once; at least 1; the number of cores by default.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>How much is said.</summary>
    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    /// <summary>The environment in force; null when there is none.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>Whether the environment was named on the command line.</summary>
    public bool EnvironmentWasNamed { get; init; }

    /// <summary>Print events as JSON lines instead of text.</summary>
    public bool Json { get; init; }

    /// <summary>The host to act as, instead of the detected one: <c>Terminal</c> or <c>GitHubActions</c>.</summary>
    public string? Host { get; init; }

    /// <summary>Print the schema of the parameter files and end.</summary>
    public bool Schema { get; init; }

    /// <summary>Print the completion script of this shell and end: <c>bash</c>, <c>zsh</c>, <c>fish</c> or <c>powershell</c>.</summary>
    public string? CompletionShell { get; init; }

    /// <summary>Print what can stand for the last of these words and end; the words before it are what was already typed.</summary>
    public IReadOnlyList<string>? Complete { get; init; }
}
