using System.Diagnostics;
using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>A program of somebody else's that ends when this process ends, however that comes about.</summary>
internal sealed class KeptProcess : IDisposable
{
    // setpriv(1) has the kernel end the program when the thread that started it ends.
    private const string Setpriv = "/usr/bin/setpriv";

    private readonly Process process;
    private readonly StreamWriter log;
    private readonly Lock writing = new();
    private readonly TaskCompletionSource<bool> mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private KeptProcess(ProcessStartInfo start, string logFile)
    {
        log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        var started = new TaskCompletionSource<Process>();
        new Thread(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
                mayEnd.Task.Wait();
            }
            catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                started.SetException(new HarnessException($"{start.FileName} cannot be started: {e.Message}"));
            }
        }) { IsBackground = true, Name = "starter of " + start.FileName }.Start();
        process = started.Task.GetAwaiter().GetResult();
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Called with every line that it prints.</summary>
    public event Action<string>? Printed;

    /// <summary>Its end.</summary>
    public Task Ended => process.WaitForExitAsync(CancellationToken.None);

    /// <summary>Starts it; what it prints goes to a file.</summary>
    /// <exception cref="HarnessException">It cannot be started.</exception>
    public static KeptProcess Start(
        string program, IEnumerable<string> arguments, string logFile, IReadOnlyDictionary<string, string> variables)
    {
        var start = File.Exists(Setpriv)
            ? new ProcessStartInfo(Setpriv, ["--pdeathsig", "TERM", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new(start, logFile);
    }

    /// <summary>Asks it to end, and makes it after a while.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        if (!process.HasExited)
        {
            Signals.Send(process.Id, Signals.Terminate);
            if (await Task.WhenAny(Ended, Task.Delay(patience)) != Ended && !process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        await Ended;
        mayEnd.TrySetResult(true);
    }

    public void Dispose()
    {
        mayEnd.TrySetResult(true);
        process.Dispose();
        lock (writing)
        {
            log.Dispose();
        }
    }

    private void Write(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (writing)
        {
            log.WriteLine(line);
        }

        Printed?.Invoke(line);
    }
}
