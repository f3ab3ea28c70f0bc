using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TutorPipeline.Kernel.Execution;

/// <summary>
/// SIGINT and SIGTERM of one run. The first one cancels the running bodies; the run then ends in order, with what was assured. The second
/// one cancels what was assured too, and the third one ends the process as if nobody listened.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "A signal taken while the run ends still cancels the sources; they hold nothing.")]
internal sealed class Interrupts : IDisposable
{
    private const int Base = 128;

    private readonly CancellationTokenSource bodies = new();
    private readonly CancellationTokenSource cleanUp = new();
    private readonly PosixSignalRegistration? onInterrupt;
    private readonly PosixSignalRegistration? onTerminate;
    private volatile string? signal;
    private int count;

    private Interrupts(bool listen)
    {
        if (listen)
        {
            onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
            onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => bodies.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken CleanUp => cleanUp.Token;

    /// <summary>The first signal's name, <c>SIGINT</c> or <c>SIGTERM</c>; null when none came.</summary>
    public string? Signal => signal;

    /// <summary>What a shell expects of a process that a signal ended; null when none came.</summary>
    public int? ExitCode => signal switch
    {
        null => null,
        nameof(PosixSignal.SIGINT) => Base + 2,
        _ => Base + 15,
    };

    /// <summary>Takes over the process's signals until disposed.</summary>
    public static Interrupts Listen() => new(listen: true);

    /// <summary>For tests: no signal is taken over.</summary>
    public static Interrupts None() => new(listen: false);

    /// <summary>Acts as a signal would; false when nobody waits for anything any more.</summary>
    public bool Raise(string name)
    {
        var number = Interlocked.Increment(ref count);
        if (number > 2)
            return false;
        signal ??= name;

        // On a thread of the pool: what bodies registered on the token must not hold up the thread that takes the next signal.
        _ = number == 1 ? bodies.CancelAsync() : cleanUp.CancelAsync();
        return true;
    }

    /// <summary>Gives the signals back.</summary>
    public void Dispose()
    {
        onInterrupt?.Dispose();
        onTerminate?.Dispose();
    }

    private void Handle(PosixSignalContext context) => context.Cancel = Raise(context.Signal.ToString());
}
