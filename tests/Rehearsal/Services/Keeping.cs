using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>What both services have in common once they are ready: they say so in one line of JSON and wait for their end.</summary>
internal static class Keeping
{
    /// <summary>Says where it is, and returns when it is to end or has ended.</summary>
    /// <param name="ready">Printed, with this process's id.</param>
    /// <param name="untilInputEnds">Whether the end of the input is the end, too.</param>
    /// <param name="ended">The end of what is kept.</param>
    /// <param name="output">Where the line goes.</param>
    /// <param name="cancellationToken">A signal.</param>
    public static async Task WaitAsync(
        JsonObject ready, bool untilInputEnds, Task ended, TextWriter output, CancellationToken cancellationToken)
    {
        ready["pid"] = Environment.ProcessId;
        await output.WriteLineAsync(ready.ToJsonString());
        await output.FlushAsync(cancellationToken);
        var signal = Task.Delay(Timeout.Infinite, cancellationToken);
        var input = untilInputEnds
            ? Task.Run(() => Console.OpenStandardInput().CopyTo(Stream.Null), CancellationToken.None)
            : signal;
        await Task.WhenAny(ended, signal, input);
    }

    /// <summary>Calls something that SIGTERM and SIGINT cancel.</summary>
    public static async Task UntilSignalAsync(Func<CancellationToken, Task> action)
    {
        using var source = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            await action(source.Token);
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            // It was told to end before it was ready, and has tidied up.
        }

        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = true;
            source.Cancel();
        }
    }

    /// <summary>The value after an option, or null.</summary>
    public static string? Option(string[] arguments, string name)
    {
        var index = Array.IndexOf(arguments, name);
        return index >= 0 && index + 1 < arguments.Length ? arguments[index + 1] : null;
    }
}
