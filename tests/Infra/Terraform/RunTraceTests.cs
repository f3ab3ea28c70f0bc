using System.Diagnostics;
using System.Globalization;
using TutorPipeline.Infra.Engines.Terraform;
using Xunit;

namespace TutorPipeline.Infra.Tests.Terraform;

/// <summary>What is known of a Terraform that was not seen to end.</summary>
public sealed class RunTraceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Nothing_is_known_of_one_that_ended_by_itself()
    {
        var trace = new RunTrace(folder.Path);
        trace.Begin(Environment.ProcessId, "apply");
        trace.End();

        Assert.Null(trace.Read());
    }

    [Fact]
    public void A_process_that_has_ended_holds_no_lock()
    {
        var trace = new RunTrace(folder.Path);
        trace.Begin(int.MaxValue, "apply");

        var last = trace.Read()!;

        Assert.True(last.IsProvablyDead);
        Assert.Equal((int.MaxValue, "apply"), (last.ProcessId, last.Command));
    }

    [Fact]
    public void Another_process_with_the_same_id_is_not_the_one()
    {
        // This process was started long enough before for the record of now not to be its own.
        File.WriteAllText(
            folder[RunTrace.File],
            $$"""{"machine":"{{Environment.MachineName}}","process":{{Environment.ProcessId}},"started":"2001-01-01T00:00:00Z","command":"apply"}""");

        Assert.True(new RunTrace(folder.Path).Read()!.IsProvablyDead);
    }

    [Fact]
    public void A_zombie_holds_no_lock()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells the state of a process in /proc.");

        // What the shell becomes never asks how its child ended; the shell itself would.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"]) { RedirectStandardOutput = true })!;
        try
        {
            using var child = Process.GetProcessById(int.Parse(parent.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
            var trace = new RunTrace(folder.Path);
            trace.Begin(child.Id, "apply");
            Until(parent.Id, "(sleep) ");
            child.Kill();
            Until(child.Id, ") Z ");

            Assert.True(trace.Read()!.IsProvablyDead);
        }
        finally
        {
            parent.Kill();
        }

        static void Until(int process, string state) =>
            Assert.True(SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{process}/stat").Contains(state, StringComparison.Ordinal), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Nothing_is_proved_about_another_machine()
    {
        File.WriteAllText(
            folder[RunTrace.File], """{"machine":"elsewhere","process":1,"started":"2026-01-01T00:00:00Z","command":"apply"}""");

        var last = new RunTrace(folder.Path).Read()!;

        Assert.False(last.IsProvablyDead);
        Assert.False(last.IsAlive);
    }

    [Fact]
    public void Half_a_file_says_nothing()
    {
        File.WriteAllText(folder[RunTrace.File], """{"machine":"else""");

        Assert.Null(new RunTrace(folder.Path).Read());
    }
}
