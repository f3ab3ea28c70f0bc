using System.Diagnostics;

namespace TutorPipeline.Harness.Tests;

/// <summary><c>up</c>, <c>run</c> and <c>down</c>.</summary>
public static class UpAndDownTests
{
    [Fact]
    public static void Up_stays_run_uses_it_and_down_ends_it()
    {
        Moto.OrSkip();
        using var platform = new Platform("echo \"$NUKE_AWS_ENDPOINT\"; exit 3");

        var up = platform.Run("up");
        var processes = Platform.ProcessesIn(up.Error);
        var run = platform.Run("run", "Status");
        Assert.All(processes, id => Assert.True(Running.Is(id)));
        var down = platform.Run("down");

        Assert.Equal((0, 3, 0), (up.ExitCode, run.ExitCode, down.ExitCode));
        Assert.Contains($"export NUKE_AWS_ENDPOINT='{run.Output.Trim()}'\n", up.Output, StringComparison.Ordinal);
        Assert.Equal("Stopped. What they held is gone with them.\n", down.Error);
        Running.AssertGone(processes);
        Assert.False(File.Exists(platform.StateFile));
    }

    [Fact]
    public static void A_shell_can_evaluate_what_up_prints()
    {
        Moto.OrSkip();
        using var platform = new Platform();
        var up = platform.Run("up");

        var script = up.Output + "echo \"$NUKE_AWS_ENDPOINT $AWS_REGION ${AWS_PROFILE-none}\"";
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-euc", script])
        {
            RedirectStandardOutput = true,
        })!;

        Assert.Matches("^http://127[.]0[.]0[.]1:[0-9]+ us-west-2 none\n$", shell.StandardOutput.ReadToEnd());
    }

    [Fact]
    public static void A_second_up_leaves_what_is_up()
    {
        Moto.OrSkip();
        using var platform = new Platform();
        var first = platform.Run("up");

        var second = platform.Run("up");

        Assert.StartsWith("Already up.\n", second.Error, StringComparison.Ordinal);
        Assert.Equal(Platform.ProcessesIn(first.Error), Platform.ProcessesIn(second.Error));
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public static void Run_refuses_what_has_ended_and_up_starts_it_anew()
    {
        Moto.OrSkip();
        using var platform = new Platform();
        var first = platform.Run("up").Error;
        var old = Platform.ProcessesIn(first);
        var aws = Platform.ProcessOf("AWS", first);
        Running.Kill(aws);
        Running.AssertGone([aws]);
        var run = platform.Run("run", "Status");
        var up = platform.Run("up");

        Assert.Equal(2, run.ExitCode);
        Assert.Matches(
            "^rehearse: AWS is not running any more .*, and what it held is lost[.] Run 'tests/rehearse up' again[.]\n$", run.Error);
        Assert.Contains(
            "has ended, at least in part; the rest is stopped and all is started anew, empty.", up.Error, StringComparison.Ordinal);
        Running.AssertGone(old);
    }

    [Fact]
    public static void Down_without_up_says_so()
    {
        using var platform = new Platform();

        Assert.Equal(new Outcome(0, "", "Nothing is up, so nothing was stopped.\n"), platform.Run("down"));
    }

    [Fact]
    public static void Run_without_up_says_what_to_do()
    {
        using var platform = new Platform();

        var message = "rehearse: Nothing is up. Run 'tests/rehearse up' first, or 'tests/rehearse ARGS…' for one run.\n";
        Assert.Equal(new Outcome(2, "", message), platform.Run("run", "Status"));
    }
}
