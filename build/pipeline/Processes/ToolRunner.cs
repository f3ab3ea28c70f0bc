using System.Text;
using CliWrap;
using TutorPipeline.Model;

namespace TutorPipeline.Processes;

/// <summary>
/// The one place where processes are started. Each runs in a process group of its own, so that a terminal's Ctrl-C does not reach it.
/// Output is read as UTF-8 and kept as a whole, however long it is; bytes that are no text become U+FFFD.
/// </summary>
public sealed class ToolRunner : IToolRunner
{
    /// <inheritdoc/>
    public string? Find(string tool) => ExecutablePath.Find(tool);

    /// <inheritdoc/>
    public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        // Passed on to a child that already runs, a cancellation comes too late to keep it from doing something.
        cancellationToken.ThrowIfCancellationRequested();
        var path = Find(invocation.Tool) ?? throw new ToolNotFoundException(invocation.Tool);
        if (invocation.TakesTerminal)
        {
            return await TerminalTool.RunAsync(path, invocation, VariablesOf(invocation), cancellationToken);
        }

        var output = new LineCollector(invocation.SecretEnvironment.Values, invocation.OnOutput);
        var error = new LineCollector(invocation.SecretEnvironment.Values, invocation.OnError);
        using var limit = new CancellationTokenSource();
        if (invocation.Timeout is { } timeout)
        {
            limit.CancelAfter(timeout);
        }

        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var kill = new CancellationTokenSource();
        using var grace = interrupt.Token.Register(() => kill.CancelAfter(invocation.GracePeriod));
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        try
        {
            var running = Describe(path, invocation, output, error).ExecuteAsync(kill.Token, interrupt.Token);
            using var group = kill.Token.Register(() => ProcessGroup.Kill(running.ProcessId));
            await TellAsync(invocation, running, kill);
            var result = await running;
            return new ToolResult(result.ExitCode, output.Text, error.Text, System.Diagnostics.Stopwatch.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ToolTimeoutException(invocation, error.Text);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ToolNotStartedException(invocation.Tool, path, exception);
        }
    }

    // What was to be noted about a tool before it works could not be: then it must not work.
    private static async Task TellAsync(ToolInvocation invocation, CommandTask<CommandResult> running, CancellationTokenSource kill)
    {
        try
        {
            invocation.OnStarted?.Invoke(running.ProcessId);
        }
        catch
        {
            await kill.CancelAsync();
            await Task.WhenAny(running);
            throw;
        }
    }

    private static Command Describe(string path, ToolInvocation invocation, LineCollector output, LineCollector error)
    {
        var (program, arguments) = ProcessGroup.OfItsOwn(path, invocation.Arguments);
        return Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(invocation.WorkingDirectory ?? Directory.GetCurrentDirectory())
            .WithEnvironmentVariables(VariablesOf(invocation))
            .WithStandardInputPipe(InputOf(invocation))
            .WithStandardOutputPipe(invocation.OutputStream is { } bytes ? PipeTarget.ToStream(bytes) : PipeTarget.ToDelegate(output.Add, Encoding.UTF8))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(error.Add, Encoding.UTF8))
            .WithValidation(CommandResultValidation.None);
    }

    private static PipeSource InputOf(ToolInvocation invocation) =>
        invocation.InputStream is { } bytes ? PipeSource.FromStream(bytes, autoFlush: false)
        : invocation.StandardInput is { } text ? PipeSource.FromString(text, Encoding.UTF8)
        : PipeSource.Null;

    private static Dictionary<string, string?> VariablesOf(ToolInvocation invocation)
    {
        var variables = new Dictionary<string, string?>(invocation.Environment);
        foreach (var (name, secret) in invocation.SecretEnvironment)
        {
            variables[name] = secret.Reveal();
        }

        return variables;
    }
}
