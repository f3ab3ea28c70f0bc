namespace TutorPipeline.Launcher.Tests;

/// <summary>What <c>.ci/run</c> makes of test results; the test command itself is replaced.</summary>
public sealed class ContinuousIntegration : IDisposable
{
    private const string Passed = """<UnitTestResult testName="A.Passes(x: &quot;&gt;&quot;)" outcome="Passed" duration="00:00:01" />""";
    private const string Failed =
        """<UnitTestResult testName="A.Fails" outcome="Failed"><Output><StdOut>a &lt; b</StdOut></Output></UnitTestResult>""";

    private readonly Clone clone = Clone.WithScript();

    public ContinuousIntegration()
    {
        foreach (var file in new[] { "run", "allowed-skips" })
        {
            Directory.CreateDirectory(clone.PathOf(".ci"));
            File.Copy(Path.Combine(Repository.Root, ".ci", file), clone.PathOf($".ci/{file}"));
        }

        // Every package is there already.
        clone.Write("tools/dpkg-query", "#!/usr/bin/env bash\necho -n installed\n");
        MakeExecutable("tools/dpkg-query");
    }

    [Fact]
    public void Adds_up_all_result_files_in_the_last_line()
    {
        Results(0, $"{Passed}{Passed}", Passed);
        var launch = Run();
        Assert.True(launch.ExitCode == 0, launch.Error);
        Assert.Equal("called with Test, CI=true\n3 passed, 0 failed, 0 skipped\n", launch.Output);
    }

    [Fact]
    public void Fails_with_the_tests_and_names_those_that_failed()
    {
        Results(1, $"{Passed}{Failed}");
        var launch = Run();
        Assert.Equal(1, launch.ExitCode);
        Assert.EndsWith("1 passed, 1 failed, 0 skipped\n", launch.Output, StringComparison.Ordinal);
        Assert.Equal(".ci/run: failed: A.Fails\n", launch.Error);
    }

    [Fact]
    public void Fails_when_a_result_says_failed_though_the_command_ended_well()
    {
        Results(0, $"{Passed}{Failed}");
        Assert.Equal(1, Run().ExitCode);
    }

    [Fact]
    public void Fails_with_the_command_though_every_result_is_good()
    {
        Results(143, Passed);
        Assert.Equal(143, Run().ExitCode);
    }

    [Fact]
    public void Fails_when_a_test_was_skipped_for_want_of_what_can_be_installed()
    {
        Results(0, Passed + Skipped("terraform is not on PATH"));
        var launch = Run();
        Assert.Equal(1, launch.ExitCode);
        Assert.EndsWith("1 passed, 0 failed, 1 skipped\n", launch.Output, StringComparison.Ordinal);
        Assert.EndsWith("  A.Skips: terraform is not on PATH\n", launch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_a_skip_that_the_allow_list_names()
    {
        Results(0, Passed + Skipped("It needs &quot;the real Tutor&quot;,\npip install tutor"));
        clone.Write(".ci/allowed-skips", "# why\n\n\"the real Tutor\"\n");
        var launch = Run();
        Assert.True(launch.ExitCode == 0, launch.Error);
        Assert.EndsWith("1 passed, 0 failed, 1 skipped\n", launch.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_allow_list_allows_nothing()
    {
        Results(0, Passed + Skipped("anything"));
        clone.Write(".ci/allowed-skips", string.Empty);
        Assert.Equal(1, Run().ExitCode);
    }

    [Fact]
    public void Fails_without_results_and_forgets_those_of_an_earlier_run()
    {
        clone.Write("artifacts/test-results/old.trx", Passed);
        Results(0);
        var launch = Run();
        Assert.Equal(1, launch.ExitCode);
        Assert.Equal(
            ".ci/run: './build.sh Test' ended with exit code 0 and left no test results in artifacts/test-results.\n", launch.Error);
    }

    public void Dispose() => clone.Dispose();

    private static string Skipped(string reason) =>
        $"""<UnitTestResult testName="A.Skips" outcome="NotExecuted"><Output><StdOut>{reason}</StdOut></Output></UnitTestResult>""";

    /// <summary>Has the test command leave result files with these results.</summary>
    private void Results(int exitCode, params string[] files)
    {
        for (var i = 0; i < files.Length; i++)
        {
            clone.Write($"results/{i}.trx", $"<TestRun><Results>{files[i]}</Results></TestRun>");
        }

        clone.Write("build.sh", $"""
            #!/usr/bin/env bash
            echo "called with $*, CI=$CI"
            mkdir -p artifacts/test-results
            if [[ -d results ]]; then cp results/* artifacts/test-results; fi
            exit {exitCode}
            """);
    }

    private Launch Run()
    {
        var path = $"{clone.PathOf("tools")}:{Environment.GetEnvironmentVariable("PATH")}";
        return Launch.Run(clone, [clone.PathOf(".ci/run")], path, script: "bash", folder: clone.PathOf("infra"));
    }

    private void MakeExecutable(string relative)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(clone.PathOf(relative), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
