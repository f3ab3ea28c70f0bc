using System.Diagnostics;
using TutorPipeline.Model;

namespace TutorPipeline.Processes;

/// <summary>
/// Runs a tool that talks with a person. It stays in the pipeline's own process group, because only that may read the terminal; Ctrl-C
/// therefore reaches it as it reaches the pipeline.
/// </summary>
internal static class TerminalTool
{
    public static async Task<ToolResult> RunAsync(
        string path, ToolInvocation invocation, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(path, invocation.Arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = invocation.WorkingDirectory ?? Directory.GetCurrentDirectory(),
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var started = Stopwatch.GetTimestamp();
        using var process = Start(invocation.Tool, start);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process, invocation.GracePeriod);
            throw;
        }

        return new ToolResult(process.ExitCode, string.Empty, string.Empty, Stopwatch.GetElapsedTime(started));
    }

    private static Process Start(string tool, ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ToolNotStartedException(tool, start.FileName, exception);
        }
    }

    // What interrupted the pipeline has reached the tool as well; it gets its time to end.
    private static async Task EndAsync(Process process, TimeSpan grace)
    {
        using var patience = new CancellationTokenSource(grace);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
