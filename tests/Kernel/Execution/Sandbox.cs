using System.Text.Json;
using TutorPipeline.Kernel.Execution;

namespace TutorPipeline.Kernel.Tests.Execution;

/// <summary>A repository in a folder of its own, in which builds of a test run in this process.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("engine-");

    public Sandbox() => Directory.CreateDirectory(Path.Combine(Root, ".nuke"));

    public string Root => folder.FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public Interrupts Interrupts { get; } = Interrupts.None();

    /// <summary>What a body finds in place of the console.</summary>
    public TextWriter Console { get; private set; } = TextWriter.Null;

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Root, file), text);

    public Ended Run<T>(T build, params string[] arguments)
        where T : NukeBuild => Run(() => build, arguments);

    public Ended Run<T>(Func<T> build, params string[] arguments)
        where T : NukeBuild
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new BuildSurroundings(
            arguments, Variables, Root, TextWriter.Synchronized(output), TextWriter.Synchronized(error), IsTerminal: false, Width: 0,
            () => Interrupts)
        {
            RedirectConsole = writer => Console = writer,
        };
        var exitCode = BuildRun.Execute(build, surroundings);
        return new Ended(exitCode, output.ToString(), error.ToString(), Statuses(), Directory.Exists(Path.Combine(Root, "artifacts")));
    }

    public void Dispose()
    {
        Interrupts.Dispose();
        folder.Delete(recursive: true);
    }

    // run.json is what the engine tells the world; "Name: status" or "Name: status (note)", in plan order.
    private List<string> Statuses()
    {
        var statuses = new List<string>();
        foreach (var file in folder.EnumerateFiles("run.json", SearchOption.AllDirectories))
        {
            using var run = JsonDocument.Parse(File.ReadAllText(file.FullName));
            foreach (var target in run.RootElement.GetProperty("targets").EnumerateArray())
            {
                var status = $"{target.GetProperty("name").GetString()}: {target.GetProperty("status").GetString()}";
                statuses.Add(target.GetProperty("note").GetString() is { } note ? $"{status} ({note})" : status);
            }
        }

        return statuses;
    }
}

/// <summary>How a call ended.</summary>
internal sealed record Ended(int ExitCode, string Out, string Error, IReadOnlyList<string> Statuses, bool HasArtifacts);
