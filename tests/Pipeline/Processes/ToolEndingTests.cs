using TutorPipeline.Processes;

namespace TutorPipeline.Tests.Processes;

/// <summary>How tools end that do not end by themselves.</summary>
public static class ToolEndingTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public static async Task Interrupts_once_and_lets_the_tool_finish()
    {
        var script = Scripts.Sh("trap 'echo interrupted; kill $!' INT; sleep 600 & echo ready; wait $!; sleep 1; echo finished; exit 0");

        Assert.Equal(["ready", "interrupted", "finished"], await Scripts.CancelWhenReadyAsync(script));
    }

    [Fact]
    public static async Task Kills_a_tool_that_ignores_the_interrupt_and_what_it_started()
    {
        var script = Scripts.Sh("trap '' INT; sleep 600 & echo $$ $!; echo ready; wait") with { GracePeriod = Short };

        var processes = (await Scripts.CancelWhenReadyAsync(script))[0].Split(' ');

        Assert.Equal(2, processes.Length);
        await Scripts.AssertGoneAsync(processes[0]);
        await Scripts.AssertGoneAsync(processes[1]);
    }

    [Fact]
    public static async Task Kills_what_a_tool_leaves_behind_when_it_obeys()
    {
        var script = Scripts.Sh("trap 'exit 0' INT; sleep 600 & echo $!; echo ready; wait") with { GracePeriod = Short };

        await Scripts.AssertGoneAsync((await Scripts.CancelWhenReadyAsync(script))[0]);
    }

    [Fact]
    public static async Task Kills_a_tool_of_which_nothing_could_be_noted()
    {
        var started = 0;
        var script = Scripts.Sh("exec sleep 600") with
        {
            OnStarted = process =>
            {
                started = process;
                throw new IOException("no room to note it");
            },
        };

        var thrown = await Assert.ThrowsAsync<IOException>(() => Scripts.RunAsync(script));

        Assert.Equal("no room to note it", thrown.Message);
        await Scripts.AssertGoneAsync($"{started}");
    }

    [Fact]
    public static async Task Starts_nothing_when_it_is_already_cancelled()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new ToolRunner().RunAsync(Scripts.Sh("echo started > \"$1\"", file), new CancellationToken(canceled: true)));

        Assert.False(File.Exists(file));
    }

    [Fact]
    public static async Task Stops_a_tool_at_its_limit_and_says_which_it_was()
    {
        var late = await Scripts.StopAtLimitAsync(Scripts.Sh("echo still waiting >&2; exec sleep 600"));

        Assert.StartsWith(
            "'sh -c echo still waiting >&2; exec sleep 600 script' did not end within 00:00:", late.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            " and was stopped. It had said:\n  still waiting\nFind out what it waits for by running it by hand.",
            late.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Runs_a_tool_in_a_process_group_of_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "setsid(1) is used on Linux only; run the tests there as well.");
        var result = await Scripts.RunAsync(Scripts.Sh("cut -d ' ' -f 1,5,6 /proc/$$/stat"));

        var ids = result.Output.Trim().Split(' ');
        Assert.Equal(3, ids.Length);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public static async Task Leaves_no_ended_process_behind()
    {
        var result = await Scripts.RunAsync(Scripts.Sh("echo $$"));

        Assert.False(Directory.Exists($"/proc/{result.Output.Trim()}"));
    }
}
