using TutorPipeline.Model;

namespace TutorPipeline.Processes;

/// <summary>A tool is not there.</summary>
/// <param name="tool">The name or path that was looked for.</param>
public sealed class ToolNotFoundException(string tool) : PipelineException(
    $"The program '{tool}' was not found on PATH. Run './build.sh Doctor' to see which tools are missing and how to get them.")
{
    /// <summary>The name or path that was looked for.</summary>
    public string Tool { get; } = tool;
}

/// <summary>A tool is there but the system would not start it.</summary>
/// <param name="tool">Its name.</param>
/// <param name="path">Where it is.</param>
/// <param name="cause">What the system said.</param>
public sealed class ToolNotStartedException(string tool, string path, Exception cause) : PipelineException(
    $"The program '{tool}' at {path} could not be started: {cause.Message}. "
    + "Check that it is built for this machine and may be executed.",
    cause);

/// <summary>A tool took longer than it may.</summary>
/// <param name="invocation">What was run.</param>
/// <param name="error">What it had said on standard error, masked.</param>
public sealed class ToolTimeoutException(ToolInvocation invocation, string error) : PipelineException(Say(invocation, error))
{
    private static string Say(ToolInvocation invocation, string error) =>
        $"'{invocation.Tool} {string.Join(' ', invocation.Arguments)}' did not end within {invocation.Timeout} and was stopped."
        + (error.Length == 0 ? " " : $" It had said:\n  {error.TrimEnd().ReplaceLineEndings("\n  ")}\n")
        + "Find out what it waits for by running it by hand.";
}
