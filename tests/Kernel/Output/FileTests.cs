using System.Text;
using System.Text.Json;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>Files are whole or not there, and none of them can spoil a run.</summary>
public static class FileTests
{
    [Fact]
    public static void A_failed_write_leaves_the_old_file_and_nothing_beside_it()
    {
        using var watched = new Watched();
        var path = Path.Combine(watched.Root, "file.json");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the new"u8);
            throw new InvalidDataException("no more");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(watched.Root));
    }

    [Fact]
    public static void A_killed_run_leaves_its_interleaved_log()
    {
        using var watched = new Watched();
        using (var output = watched.Open())
        {
            output.Logged(new LogLine(Watched.Beginning, "A", LogLevel.Information, "one"));
            output.Logged(new LogLine(Watched.Beginning, "B", LogLevel.Verbose, "two"));
            Assert.Equal("04:25:00.000 [INF] A │ one\n04:25:00.000 [VRB] B │ two\n", ReadShared(watched));
        }

        Assert.False(File.Exists(Path.Combine(watched.Options.ArtifactsDirectory, LogFile.Name)));
    }

    [Fact]
    public static void A_finished_run_leaves_its_files_and_no_others()
    {
        using var watched = new Watched(request: new InvocationRequest { DryRun = true });
        using (var output = watched.Open())
            Script.DryRun(output, watched.Clock);
        Assert.Equal(
            ["plan.json", "run.json", "run.log"], Directory.GetFiles(watched.Options.ArtifactsDirectory).Select(Path.GetFileName).Order());
    }

    [Fact]
    public static void Only_a_dry_run_writes_a_plan()
    {
        using var watched = new Watched();
        using (var output = watched.Open())
            Script.FailedRun(output, watched.Clock);
        Assert.False(File.Exists(Path.Combine(watched.Options.ArtifactsDirectory, "plan.json")));
    }

    [Fact]
    public static void A_large_log_is_stitched_from_pieces()
    {
        using var watched = new Watched(request: new InvocationRequest { Verbosity = Verbosity.Quiet });
        var padding = new string('ä', 1000);
        using (var output = watched.Open())
        {
            output.Started(new RunStarted(Watched.Beginning, null, false, 2, ["B"], [Planned("B"), Planned("A")]));
            for (var i = 0; i < 500; i++)
                output.Logged(new LogLine(Watched.Beginning, i % 100 < 90 ? "A" : "B", LogLevel.Information, $"{padding} {i}"));
            output.RunFinished(new RunFinished(Watched.Beginning, TimeSpan.Zero, 0, null, [], [], []));
        }

        var numbers = watched.Artifact("run.log").Split('\n').Where(l => l.Contains(padding, StringComparison.Ordinal))
            .Select(l => int.Parse(l.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(0, 500).Where(i => i % 100 >= 90).Concat(Enumerable.Range(0, 500).Where(i => i % 100 < 90)), numbers);
    }

    [Fact]
    public static void A_folder_that_cannot_be_written_is_a_warning()
    {
        using var watched = new Watched(request: new InvocationRequest { DryRun = true });
        File.WriteAllText(watched.Options.ArtifactsDirectory, "in the way");
        using (var output = watched.Open())
            Script.DryRun(output, watched.Clock);

        Assert.Contains("[WRN] run.log could not be written: ", watched.Out.Text, StringComparison.Ordinal);
        Assert.Contains("[WRN] run.json could not be written: ", watched.Out.Text, StringComparison.Ordinal);
        Assert.Contains("[WRN] plan.json could not be written: ", watched.Out.Text, StringComparison.Ordinal);
        Assert.Contains("Check that artifacts can be written and has space left.", watched.Out.Text, StringComparison.Ordinal);
        Assert.EndsWith("Succeeded in 0:02: a dry run, nothing was changed.\n", watched.Out.Text, StringComparison.Ordinal);
    }

    [Fact]
    public static void A_step_summary_that_cannot_be_written_is_a_warning()
    {
        using var watched = new Watched(HostKind.GitHubActions, environment: ("GITHUB_STEP_SUMMARY", "{root}/missing/summary.md"));
        using (var output = watched.Open())
            Script.DryRun(output, watched.Clock);
        Assert.Contains("::warning::The step summary could not be written: ", watched.Out.Text, StringComparison.Ordinal);
        Assert.EndsWith("Succeeded in 0:02: a dry run, nothing was changed.\n", watched.Out.Text, StringComparison.Ordinal);
    }

    [Fact]
    public static void A_step_summary_is_appended_to_what_is_there()
    {
        using var watched = new Watched(HostKind.GitHubActions, environment: ("GITHUB_STEP_SUMMARY", "{root}/summary.md"));
        File.WriteAllText(Path.Combine(watched.Root, "summary.md"), "before\n");
        using (var output = watched.Open())
            Script.DryRun(output, watched.Clock);
        var summary = File.ReadAllText(Path.Combine(watched.Root, "summary.md"));
        Assert.StartsWith("before\n### Deploy for prod\n", summary, StringComparison.Ordinal);
    }

    [Fact]
    public static void A_broken_stream_does_not_reach_the_run()
    {
        using var watched = new Watched();
        using var broken = new BrokenWriter();
        watched.Options = watched.Options with { Out = broken };
        using (var output = watched.Open())
            Script.DryRun(output, watched.Clock);
        Assert.Equal(1, broken.Attempts);
        using var report = JsonDocument.Parse(watched.Artifact("run.json"));
        Assert.Equal(0, report.RootElement.GetProperty("exitCode").GetInt32());
    }

    private static PlannedTarget Planned(string name) => new(name, null, [], [], true, null);

    private static string ReadShared(Watched watched)
    {
        using var file = new FileStream(
            Path.Combine(watched.Options.ArtifactsDirectory, LogFile.PartialName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private sealed class BrokenWriter : TextWriter
    {
        public int Attempts { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(string? value)
        {
            Attempts++;
            throw new IOException("The pipe is broken.");
        }
    }
}
