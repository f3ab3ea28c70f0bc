namespace TutorPipeline.Harness.Tests;

/// <summary>Whatever ends the harness, nothing that it started stays.</summary>
public static class InterruptTests
{
    // Says that it runs, counts signals, and ends a moment after the first.
    private const string Counting = """
        trap 'echo INT >> "$(dirname "$0")/signals"' INT
        trap 'echo TERM >> "$(dirname "$0")/signals"' TERM
        cd "$(dirname "$0")" && echo $$ > started.new && mv started.new started
        while [ ! -e signals ]; do sleep 0.1; done
        sleep 0.5; exit 130
        """;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public static void A_signal_reaches_the_pipeline_once_and_all_is_stopped(string signal)
    {
        Moto.OrSkip();
        using var platform = new Platform(Counting);
        using var rehearsing = platform.Start("Provision");
        var pipeline = int.Parse(rehearsing.Await(platform.PathOf("started")), System.Globalization.CultureInfo.InvariantCulture);

        rehearsing.Signal(signal);
        var outcome = rehearsing.Wait();

        Assert.Equal(130, outcome.ExitCode);
        Assert.Equal(signal + "\n", File.ReadAllText(platform.PathOf("signals")));
        Running.AssertGone([pipeline, .. Platform.ProcessesIn(outcome.Error)]);
    }

    [Fact]
    public static void Stand_ins_end_with_a_harness_that_is_killed()
    {
        Moto.OrSkip();
        using var platform = new Platform(Counting);
        using var rehearsing = platform.Start("Provision");
        rehearsing.Await(platform.PathOf("started"));

        rehearsing.Signal("KILL");
        File.WriteAllText(platform.PathOf("signals"), ""); // nobody is left to end the pipeline

        Running.AssertGone(Platform.ProcessesIn(rehearsing.Wait().Error));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public static void A_signal_while_stand_ins_start_ends_what_was_started(string signal)
    {
        using var platform = new Platform();
        var processes = HangingPython(platform);
        using var rehearsing = platform.Start("up");
        var started = rehearsing.Await(processes).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture));

        rehearsing.Signal(signal);
        var outcome = rehearsing.Wait();

        Assert.Equal(130, outcome.ExitCode);
        Assert.Equal("rehearse: interrupted before the pipeline was started; nothing is left running.\n", outcome.Error);
        Running.AssertGone(started);
        Assert.False(File.Exists(platform.StateFile));
    }

    // A Python that never gets ready; it writes its own number and that of the stand-in that was started before it, its elder sister.
    private static string HangingPython(Platform platform)
    {
        var (script, processes) = (platform.PathOf("python"), platform.PathOf("processes"));
        platform.WriteScript("python", $$"""
            #!/usr/bin/env bash
            ps -o pid= --ppid "$PPID" > '{{processes}}.new' && mv '{{processes}}.new' '{{processes}}'
            exec sleep 600
            """);
        platform.Variables["REHEARSAL_PYTHON"] = script;
        return processes;
    }
}
