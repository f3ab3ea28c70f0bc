using System.Diagnostics;

namespace TutorPipeline.Harness.Tests;

/// <summary>Folders of Tutor's and, unless the real one is asked for, a docker that only writes down how it was called.</summary>
internal sealed class TutorRoot : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tutor-").FullName;
    private readonly string program;
    private string path = Environment.GetEnvironmentVariable("PATH")!;

    public TutorRoot(string program, bool realDocker = false)
    {
        this.program = program;
        Directory.CreateDirectory(Plugins);
        if (!realDocker)
        {
            Docker("exit 0");
        }
    }

    /// <summary>Set for Tutor, or with null removed.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public string Root => Path.Combine(folder, "root");

    public string Plugins => Path.Combine(folder, "plugins");

    public string Config => File.ReadAllText(Path.Combine(Root, "config.yml"));

    public string Dockerfile => File.ReadAllText(Path.Combine(Root, "env", "build", "openedx", "Dockerfile"));

    /// <summary>What docker was called with, a line an argument.</summary>
    public string[] DockerArguments => File.ReadAllLines(Path.Combine(folder, "docker.arguments"));

    /// <summary>Has docker end so.</summary>
    public void Docker(string end)
    {
        var bin = Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName;
        var script = Path.Combine(bin, "docker");
        File.WriteAllText(script, $"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{folder}/docker.arguments'\n{end}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        path = bin + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
    }

    /// <summary>Hides docker alone: of a folder that has it, every other program stays.</summary>
    public void NoDocker() => path = string.Join(Path.PathSeparator, Environment.GetEnvironmentVariable("PATH")!
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Undocked));

    private string Undocked(string programs, int index)
    {
        if (!File.Exists(Path.Combine(programs, "docker")))
        {
            return programs;
        }

        var links = Directory.CreateDirectory(Path.Combine(folder, $"without-docker-{index}")).FullName;
        foreach (var file in Directory.EnumerateFiles(programs).Where(file => Path.GetFileName(file) != "docker"))
        {
            File.CreateSymbolicLink(Path.Combine(links, Path.GetFileName(file)), file);
        }

        return links;
    }

    public void Plugin(string name, string yaml) => File.WriteAllText(Path.Combine(Plugins, name + ".yml"), yaml);

    public void Write(string relative, string text)
    {
        var file = Path.Combine(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public Outcome Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment["TUTOR_ROOT"] = Root;
        start.Environment["TUTOR_PLUGINS_ROOT"] = Plugins;
        start.Environment["PATH"] = path;
        start.Environment["PYTHONUTF8"] = "1";
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        using var rehearsing = new Rehearsing(Process.Start(start)!);
        return rehearsing.Wait();
    }

    /// <summary>Runs it where it is expected to succeed.</summary>
    public string Do(params string[] arguments)
    {
        var outcome = Run(arguments);
        Assert.True(outcome.ExitCode == 0, $"tutor {string.Join(' ', arguments)} ended with {outcome.ExitCode}: {outcome.Error}");
        return outcome.Output;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
