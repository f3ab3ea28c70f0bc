namespace TutorPipeline.Launcher.Tests;

/// <summary>Launchers at the same time, and launchers that are ended in the midst of a build.</summary>
public static class Together
{
    [Theory]
    [InlineData(2, true)]
    [InlineData(6, true)]
    [InlineData(2, false)]
    [InlineData(6, false)]
    public static void Launchers_at_once_after_an_edit_compile_once_and_all_start_the_new_program(int count, bool flock)
    {
        using var clone = Clone.WithScript();
        using var sdk = new StandInSdk(flock);
        Launch.Run(clone, [], sdk.SearchedFirst);
        clone.Write("build/pipeline/Program.cs", "second");
        sdk.HoldBeforeReading();
        var launches = Enumerable.Range(0, count).Select(_ => Launch.Start(clone, [], sdk.SearchedFirst)).ToArray();
        sdk.AwaitHold();
        Wait.Until(() => launches.Count(l => l.Error.Contains("waiting", StringComparison.Ordinal)) == count - 1, "the others to wait");
        sdk.LetGo();
        foreach (var launch in launches)
        {
            Assert.Equal("second\n", launch.WaitForExit().Output);
            Assert.Equal(0, launch.ExitCode);
        }

        Assert.Equal(2, sdk.Builds);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void Who_waits_says_for_whom(bool flock)
    {
        using var clone = Clone.WithScript();
        using var sdk = new StandInSdk(flock);
        sdk.HoldBeforeReading();
        using var first = Launch.Start(clone, [], sdk.SearchedFirst);
        sdk.AwaitHold();
        using var second = Launch.Start(clone, [], sdk.SearchedFirst);
        Wait.Until(() => second.Error.Length > 0, "the second launcher to wait");
        Assert.Equal($"build.sh: waiting for another build.sh (process {first.Id}) that is compiling the pipeline\n", second.Error);
        sdk.LetGo();
        Assert.Equal(0, first.WaitForExit().ExitCode);
        Assert.Equal(0, second.WaitForExit().ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void A_build_that_is_killed_leaves_nothing_that_is_taken_for_good(bool flock)
    {
        using var clone = Clone.WithScript();
        using var sdk = new StandInSdk(flock);
        sdk.HoldAfterReading();
        using var killed = Launch.Start(clone, [], sdk.SearchedFirst);
        sdk.AwaitHold();
        killed.KillWithChildren();
        killed.WaitForExit();
        sdk.LetGo();
        Assert.Equal("first\n", Launch.Run(clone, [], sdk.SearchedFirst).Output);
        Assert.Equal(2, sdk.Builds);
        Assert.Single(clone.Programs());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void The_next_launcher_waits_for_a_compiler_whose_launcher_was_killed(bool flock)
    {
        using var clone = Clone.WithScript();
        using var sdk = new StandInSdk(flock);
        sdk.HoldBeforeReading();
        using var killed = Launch.Start(clone, [], sdk.SearchedFirst);
        sdk.AwaitHold();
        killed.Kill();
        using var next = Launch.Start(clone, [], sdk.SearchedFirst);
        Wait.Until(() => next.Error.Contains("waiting", StringComparison.Ordinal), "the next launcher to wait");
        Assert.Equal(1, sdk.Builds);
        sdk.LetGo();
        Assert.Equal("first\n", next.WaitForExit().Output);
        Assert.Equal(2, sdk.Builds);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public static void A_signal_during_the_build_ends_compiler_and_launcher(string signal, int code)
    {
        using var clone = Clone.WithScript();
        using var sdk = new StandInSdk();
        sdk.HoldBeforeReading();
        using var launch = Launch.Start(clone, [], sdk.SearchedFirst);
        sdk.AwaitHold();
        launch.Signal(signal);
        Assert.Equal(code, launch.WaitForExit().ExitCode);
        Assert.Empty(launch.Output);
        sdk.LetGo();
        Assert.Equal("first\n", Launch.Run(clone, [], sdk.SearchedFirst).Output);
    }

    [Fact]
    public static void A_program_that_still_runs_is_not_removed()
    {
        using var clone = Clone.WithScript();
        using var sdk = new StandInSdk();
        Launch.Run(clone, [], sdk.SearchedFirst);
        var program = Assert.Single(clone.Programs());
        File.WriteAllText(program, "#!/usr/bin/env bash\necho started\nread -r\necho \"still $(ls \"$(dirname \"$0\")\")\"\n");
        using var running = Launch.Start(clone, [], sdk.SearchedFirst);
        Wait.Until(() => running.Output.Length > 0, "the program to start");
        for (var edition = 2; edition <= 6; edition++)
        {
            foreach (var folder in Directory.GetDirectories(clone.PathOf(".nuke/temp/bin")))
            {
                Directory.SetLastWriteTimeUtc(folder, Directory.GetLastWriteTimeUtc(folder).AddHours(-1));
            }

            clone.Write("build/pipeline/Program.cs", $"edition {edition}");
            Launch.Run(clone, [], sdk.SearchedFirst);
        }

        Assert.Contains(program, clone.Programs());
        Assert.Equal("started\nstill TutorPipeline\n", running.WaitForExit().Output);
    }
}
