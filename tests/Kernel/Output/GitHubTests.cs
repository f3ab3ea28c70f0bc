using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>What is particular to GitHub's runner.</summary>
public static class GitHubTests
{
    [Theory]
    [InlineData("::set-output name=x::1")]
    [InlineData("   ::add-mask::e")]
    [InlineData("docker says ##[add-mask]e")]
    public static void A_tools_text_is_never_read_as_a_command(string text)
    {
        using var watched = new Watched(HostKind.GitHubActions);
        using (var output = watched.Open())
        {
            Begin(output);
            output.Logged(new LogLine(Watched.Beginning, "Build", LogLevel.Information, text));
            output.Logged(new LogLine(Watched.Beginning, null, LogLevel.Information, text));
            output.Logged(new LogLine(Watched.Beginning, null, LogLevel.Error, "first\n" + text));
            output.Gap(new ReportedGap("Build", text, text, text));
            output.RunFinished(new RunFinished(Watched.Beginning, TimeSpan.Zero, 0, null, [Ended("Build", text)], [], []));
        }

        Assert.Empty(CommandsRead(watched.Out.Text).Except(["group", "endgroup", "error"]));
        Assert.Equal(Count(watched.Out.Text, "::stop-commands::resume-token\n"), Count(watched.Out.Text, "::resume-token::\n"));
    }

    [Fact]
    public static void Json_lines_hold_no_command_either()
    {
        using var watched = new Watched(HostKind.GitHubActions, new InvocationRequest { Json = true });
        using (var output = watched.Open())
        {
            Begin(output);
            output.Logged(new LogLine(Watched.Beginning, "Build", LogLevel.Error, "##[add-mask]e"));
        }

        Assert.Empty(CommandsRead(watched.Out.Text));
        Assert.Equal(["error"], CommandsRead(watched.Error.Text));
    }

    [Fact]
    public static void The_runner_knows_a_secret_before_it_can_be_printed()
    {
        using var watched = new Watched(HostKind.GitHubActions);
        watched.Masker.Add("known-before");
        using (var output = watched.Open())
        {
            Begin(output);
            watched.Masker.Add("known-later, 100%\nof two lines");
            watched.Masker.Add("abc");
        }

        Assert.Equal("::add-mask::known-before\n", watched.Out.Writes[0]);
        Assert.Contains("::add-mask::known-later, 100%25\n", watched.Out.Writes);
        Assert.Contains("::add-mask::of two lines\n", watched.Out.Writes);
        Assert.DoesNotContain("::add-mask::abc", watched.Out.Text, StringComparison.Ordinal);
    }

    [Fact]
    public static void Messages_and_titles_are_escaped_as_the_runner_unescapes_them()
    {
        Assert.Equal(
            "::error title=a%3A b%2C 100%25::a: b, 100%25%0D%0Anext\n",
            WorkflowCommand.Format("error", "a: b, 100%\r\nnext", "a: b, 100%"));
        Assert.Equal("::group::a: b\n", WorkflowCommand.Format("group", "a: b"));
    }

    [Fact]
    public static void A_long_targets_lines_leave_after_a_minute()
    {
        using var watched = new Watched(HostKind.GitHubActions);
        using var output = watched.Open();
        Begin(output);
        output.Logged(new LogLine(Watched.Beginning, "Build", LogLevel.Information, "compiling"));
        watched.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.DoesNotContain("compiling", watched.Out.Text, StringComparison.Ordinal);

        watched.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.EndsWith("::group::Build …\n04:25:00 [INF] compiling\n::endgroup::\n", watched.Out.Text, StringComparison.Ordinal);

        output.Logged(new LogLine(watched.Clock.GetUtcNow(), "Build", LogLevel.Information, "linking"));
        output.Finished(Ended("Build", null));
        Assert.EndsWith(
            "::group::Build\n04:26:00 [INF] linking\n04:26:00 [INF] Planned in 0:01\n::endgroup::\n",
            watched.Out.Text, StringComparison.Ordinal);
    }

    [Fact]
    public static void A_talkative_targets_lines_leave_by_the_thousand()
    {
        using var watched = new Watched(HostKind.GitHubActions);
        using var output = watched.Open();
        Begin(output);
        for (var i = 0; i < 2500; i++)
            output.Logged(new LogLine(Watched.Beginning, "Build", LogLevel.Information, "line"));
        Assert.Equal(2, Count(watched.Out.Text, "::group::Build …\n"));
        Assert.Equal(2000, Count(watched.Out.Text, "] line\n"));
    }

    [Fact]
    public static void A_group_leaves_in_one_write()
    {
        using var watched = new Watched(HostKind.GitHubActions);
        using var output = watched.Open();
        Begin(output);
        output.Logged(new LogLine(Watched.Beginning, "Build", LogLevel.Warning, "beware"));
        output.Finished(Ended("Build", null));
        var group = Assert.Single(watched.Out.Writes, w => w.Contains("::group::", StringComparison.Ordinal));
        Assert.EndsWith("::endgroup::\n::warning title=Build::beware\n", group, StringComparison.Ordinal);
    }

    private static void Begin(RunOutput output)
    {
        output.Started(new RunStarted(Watched.Beginning, null, true, 1, [], [new PlannedTarget("Build", null, [], [], true, null)]));
        output.TargetStarted("Build", Watched.Beginning);
    }

    private static TargetFinished Ended(string target, string? note) =>
        new(target, TargetStatus.Succeeded, Watched.Beginning, TimeSpan.FromSeconds(1), note, null);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>The commands that the runner would carry out, by its two ways of finding them.</summary>
    private static List<string> CommandsRead(string text)
    {
        var read = new List<string>();
        var isStopped = false;
        foreach (var line in text.Split('\n').Select(l => l.TrimStart()))
        {
            if (line == "::resume-token::")
                isStopped = false;
            else if (line == "::stop-commands::resume-token")
                isStopped = true;
            else if (!isStopped && line.StartsWith("::", StringComparison.Ordinal))
                read.Add(line[2..].Split(' ', ':')[0]);
            else if (!isStopped && line.Contains("##[", StringComparison.Ordinal))
                read.Add(line);
        }

        return read;
    }
}
