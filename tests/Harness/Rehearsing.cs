using System.Diagnostics;
using System.Text;

namespace TutorPipeline.Harness.Tests;

/// <summary>How a call of the harness ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);

/// <summary>A call of the harness that runs.</summary>
internal sealed class Rehearsing : IDisposable
{
    // Only what hangs meets this limit.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    public Rehearsing(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    public Outcome Wait()
    {
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The harness did not end. It printed:\n{Text(output)}{Text(error)}");
        }

        process.WaitForExit();
        return new(process.ExitCode, Text(output), Text(error));
    }

    /// <summary>Sends a signal to the harness alone.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("bash", ["-c", "kill -s \"$1\" \"$2\"", "kill", name, $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until a file is there; fails if the harness ends before.</summary>
    public string Await(string file)
    {
        for (var waited = Stopwatch.StartNew(); !File.Exists(file); Thread.Sleep(50))
        {
            Assert.False(
                process.HasExited || waited.Elapsed > Patience,
                $"{file} was not written. The harness printed:\n{Text(output)}{Text(error)}");
        }

        return File.ReadAllText(file);
    }

    public string Error => Text(error);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            _ = line is null ? text : text.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
