using System.Runtime.InteropServices;

namespace TutorPipeline.Kernel.Execution;

/// <summary>
/// SIGINT and SIGTERM of one run. The first one cancels the running bodies; the run then ends in order, with what was assured.
/// A further one cancels what was assured, too.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource bodies = new();
    private readonly CancellationTokenSource assured = new();
    private readonly PosixSignalRegistration? onInterrupt;
    private readonly PosixSignalRegistration? onTerminate;
    private volatile string? signal;
    private volatile bool assuring;

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

    /// <summary>The first signal's name, <c>SIGINT</c> or <c>SIGTERM</c>; null when none came.</summary>
    public string? Signal => signal;

    /// <summary>Takes over the process's signals until disposed.</summary>
    public static Interrupts Listen() => new(listen: true);

    /// <summary>For tests: no signal is taken over.</summary>
    public static Interrupts None() => new(listen: false);

    /// <summary>From now on a signal cancels the returned token.</summary>
    public CancellationToken BeginAssured()
    {
        assuring = true;
        return assured.Token;
    }

    /// <summary>Acts as a signal would.</summary>
    public void Raise(string name)
    {
        signal ??= name;
        if (assuring)
        {
            assured.Cancel();
        }

        bodies.Cancel();
    }

    public void Dispose()
    {
        onInterrupt?.Dispose();
        onTerminate?.Dispose();
        bodies.Dispose();
        assured.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        Raise(context.Signal.ToString());
    }
}
