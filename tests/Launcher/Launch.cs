using System.Diagnostics;
using System.Text;

namespace TutorPipeline.Launcher.Tests;

/// <summary>A running launcher and what it prints.</summary>
internal sealed class Launch : IDisposable
{
    // Only a launcher that hangs meets this limit.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    private Launch(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(error, line.Data);
    }

    public int Id => process.Id;

    public string Output => Text(output);

    public string Error => Text(error);

    /// <summary>Known once it has ended.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Starts <c>build.sh</c> of a clone.</summary>
    /// <param name="clone">The clone.</param>
    /// <param name="arguments">Handed to the launcher.</param>
    /// <param name="path">The search path, or this process's own.</param>
    /// <param name="folder">The current folder, or the clone's root.</param>
    /// <param name="variables">Set for the launcher, or removed where null.</param>
    /// <param name="script">What to start in place of the clone's own script.</param>
    public static Launch Start(
        Clone clone, string[] arguments, string? path = null, string? folder = null,
        IReadOnlyDictionary<string, string?>? variables = null, string? script = null)
    {
        var start = new ProcessStartInfo(script ?? clone.PathOf("build.sh"), arguments)
        {
            WorkingDirectory = folder ?? clone.Root,
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["CI"] = null;
        start.Environment["PATH"] = path ?? start.Environment["PATH"];
        foreach (var (name, value) in variables ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var launch = new Launch(new Process { StartInfo = start });
        StartWhenWritten(launch.process);
        launch.process.BeginOutputReadLine();
        launch.process.BeginErrorReadLine();
        return launch;
    }

    // A child that a parallel test starts at the very moment holds the script open for writing until it runs a program of its own.
    private static void StartWhenWritten(Process process)
    {
        const int TextFileBusy = 26;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                process.Start();
                return;
            }
            catch (System.ComponentModel.Win32Exception exception) when (exception.NativeErrorCode == TextFileBusy && attempt < 100)
            {
                Thread.Sleep(20);
            }
        }
    }

    /// <summary>Starts <c>build.sh</c> and waits for its end.</summary>
    public static Launch Run(
        Clone clone, string[] arguments, string? path = null, string? folder = null,
        IReadOnlyDictionary<string, string?>? variables = null, string? script = null, string input = "")
    {
        using var launch = Start(clone, arguments, path, folder, variables, script);
        launch.process.StandardInput.Write(input);
        return launch.WaitForExit();
    }

    public Launch WaitForExit()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The launcher did not end. It printed:\n{Output}{Error}");
        }

        process.WaitForExit();
        ExitCode = process.ExitCode;
        return this;
    }

    public void Kill() => process.Kill();

    public void KillWithChildren() => process.Kill(entireProcessTree: true);

    /// <summary>Sends a signal to the launcher's process only.</summary>
    /// <param name="name">Such as <c>INT</c>.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("bash", ["-c", "kill -s \"$1\" \"$2\"", "kill", name, $"{Id}"]);
        kill.WaitForExit();
    }

    public void Dispose() => process.Dispose();

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
