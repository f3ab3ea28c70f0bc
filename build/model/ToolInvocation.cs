namespace TutorPipeline.Model;

/// <summary>One start of an external tool. Arguments are a list and never hold a secret; secrets travel in the environment or on standard input.</summary>
/// <param name="Tool">The program's name on PATH, or its full path.</param>
/// <param name="Arguments">One item an argument; no shell reads them.</param>
public sealed record ToolInvocation(string Tool, IReadOnlyList<string> Arguments)
{
    /// <summary>Where the tool runs; null for the current folder.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables set for the tool on top of the pipeline's own; a null value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Secret variables set for the tool; their values are masked in everything it prints.</summary>
    public IReadOnlyDictionary<string, Secret> SecretEnvironment { get; init; } = new Dictionary<string, Secret>();

    /// <summary>What is written to standard input, which is then closed; null for an empty one.</summary>
    public string? StandardInput { get; init; }

    /// <summary>
    /// Bytes for standard input, read as the tool takes them and then closed; not together with <see cref="StandardInput"/>. The caller
    /// keeps the stream. Null for none.
    /// </summary>
    public Stream? InputStream { get; init; }

    /// <summary>
    /// Where the bytes of standard output go as they come, unmasked; the result's output is then empty. The caller keeps the stream, and a
    /// write that fails ends the tool. Null where output is text.
    /// </summary>
    public Stream? OutputStream { get; init; }

    /// <summary>How long it may take before it is interrupted and then killed; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long an interrupted tool may take to end by itself (SIGINT, once) before its whole process group is killed.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the tool talks with the person at the terminal: it gets the pipeline's own standard streams, and nothing that it says is
    /// kept.
    /// </summary>
    public bool TakesTerminal { get; init; }

    /// <summary>Called with the process id once the tool runs; null when nobody needs it.</summary>
    public Action<int>? OnStarted { get; init; }

    /// <summary>Called for every line of standard output as it comes; null when only the result matters.</summary>
    public Action<string>? OnOutput { get; init; }

    /// <summary>Called for every line of standard error as it comes; null when only the result matters.</summary>
    public Action<string>? OnError { get; init; }
}

/// <summary>How a tool ended.</summary>
/// <param name="ExitCode">The exit code; 0 by convention is success.</param>
/// <param name="Output">All of standard output, masked.</param>
/// <param name="Error">All of standard error, masked.</param>
/// <param name="Duration">Wall-clock time from start to end.</param>
public sealed record ToolResult(int ExitCode, string Output, string Error, TimeSpan Duration);

/// <summary>The one place where processes are started.</summary>
public interface IToolRunner
{
    /// <summary>Finds a program as the system would.</summary>
    /// <param name="tool">A name, searched on PATH, or a path.</param>
    /// <returns>The full path, or null when there is no such executable.</returns>
    string? Find(string tool);

    /// <summary>Runs a tool to its end, in a process group of its own.</summary>
    /// <param name="invocation">What to run.</param>
    /// <param name="cancellationToken">Interrupts the tool once (SIGINT), and kills its process group after the grace period.</param>
    /// <returns>How it ended; a non-zero exit code is a result, not an exception.</returns>
    /// <exception cref="PipelineException">The tool does not exist, cannot be started, or ran into its timeout.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the tool has ended.</exception>
    Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken);
}
