using System.Diagnostics;
using TutorPipeline.Rehearsal.Harness;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;

/// <summary>A container that is a process of this machine, in a session of its own; whatever it leaves behind there ends with it.</summary>
internal sealed class ProcessContainer : Container
{
    private readonly int id;

    private readonly Action wake;

    private volatile object? ended;

    private bool wasTold;

    public ProcessContainer(ProcessStartInfo start, ContainerLog log, Action wake)
    {
        this.wake = wake;
        Log = log;
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => Write(e.Data);
        process.ErrorDataReceived += (_, e) => Write(e.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        id = process.Id;
        _ = WatchAsync(process);
    }

    /// <inheritdoc/>
    public override int? ExitCode => (int?)ended;

    /// <inheritdoc/>
    public override bool IsPretended => false;

    /// <summary>Asks it to end; when it was asked before, it is made to.</summary>
    public override void Stop(bool now)
    {
        if (ended is null)
        {
            Signals.Send(-id, now || wasTold ? Signals.Kill : Signals.Terminate);
            wasTold = true;
        }
    }

    private async Task WatchAsync(Process started)
    {
        using var process = started;
        using var over = new SemaphoreSlim(0);
        process.Exited += (_, _) => over.Release();
        if (!process.HasExited)
        {
            await over.WaitAsync();
        }

        // The others of its session go with it, as in a container; then its output has an end.
        Signals.Send(-id, Signals.Kill);
        await process.WaitForExitAsync();
        ended = process.ExitCode;
        Log.Complete();
        wake();
    }

    private void Write(string? line)
    {
        if (line is not null)
        {
            Log.Add(line);
        }
    }
}
