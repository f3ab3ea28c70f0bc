using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>One call of <c>build.sh</c>, to which every signal goes exactly once.</summary>
internal static class PipelineRun
{
    /// <summary>Runs it to its end and gives its exit code.</summary>
    public static async Task<int> RunAsync(
        string repository,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> variables,
        CancellationToken cancellationToken)
    {
        var start = Daemon.InItsOwnSession(Path.Combine(repository, "build.sh"), arguments);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(start);
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Forward(signal, Signals.Interrupt));
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Forward(signal, Signals.Terminate));

        // A signal that came just before was taken by the token, not by the above.
        if (cancellationToken.IsCancellationRequested)
        {
            Signals.Send(process.Id, Signals.Interrupt);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;

        void Forward(PosixSignalContext signal, int number)
        {
            signal.Cancel = true;
            Signals.Send(process.Id, number);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new HarnessException($"{start.FileName} cannot be started: {e.Message}");
        }
    }
}
