using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TutorPipeline.Harness.Tests;

/// <summary>A repository in a temporary folder whose <c>build.sh</c> is a few lines of the test's own.</summary>
internal sealed partial class Platform : IDisposable
{
    private readonly List<int> seen = [];

    public Platform(string buildSh = "exit 0")
    {
        Write(".nuke/parameters.json", """
            // ours
            { "AwsAccountId": "210987654321", "AwsRegion": "us-west-2", "RootDomain": "school.example" }
            """);
        WriteScript("build.sh", "#!/usr/bin/env bash\n" + buildSh + "\n");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("rehearsal-").FullName;

    /// <summary>Set for the harness, or with null removed.</summary>
    public Dictionary<string, string?> Variables { get; } = new()
    {
        ["REHEARSAL_KUBECONFIG"] = null, ["REHEARSAL_IMAGES"] = "false",
    };

    /// <summary>Has engine, registry and Tutor started, too, where they are needed; most tests are about other things.</summary>
    public Platform WithImages()
    {
        Variables["REHEARSAL_IMAGES"] = null;
        return this;
    }

    public string StateFile => PathOf(".nuke/temp/rehearsal/state.json");

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    public void WriteScript(string relative, string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The rehearsal's stand-ins are scripts; run it on Linux, macOS or WSL.");
        Write(relative, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(relative), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public Rehearsing Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TutorPipeline.Rehearsal.dll");
        var start = new ProcessStartInfo("dotnet", [program, "rehearse", Root, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Runs it to its end; the processes that it names are remembered.</summary>
    public Outcome Run(params string[] arguments)
    {
        using var rehearsing = Start(arguments);
        var outcome = rehearsing.Wait();
        seen.AddRange(ProcessesIn(outcome.Error));
        return outcome;
    }

    /// <summary>The processes of which its messages tell.</summary>
    public static int[] ProcessesIn(string text) =>
        [.. ProcessNumber().Matches(text).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct()];

    /// <summary>The process of one part.</summary>
    public static int ProcessOf(string part, string text) =>
        ProcessesIn(text.Split('\n').Single(line => line.StartsWith($"rehearsal: {part}: ", StringComparison.Ordinal)))[0];

    /// <summary>A test that fails in the midst leaves nothing running either.</summary>
    public void Dispose()
    {
        if (File.Exists(StateFile))
        {
            Run("down");
        }

        Directory.Delete(Root, recursive: true);
    }

    [GeneratedRegex(@"\(process (\d+)\)")]
    private static partial Regex ProcessNumber();
}
