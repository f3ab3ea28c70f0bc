using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>Colours, verbosity and lines that stay whole.</summary>
public static class ConsoleTests
{
    [Theory]
    [InlineData(true, "TERM", "xterm", true)]
    [InlineData(true, "NO_COLOR", "", true)]
    [InlineData(true, "NO_COLOR", "1", false)]
    [InlineData(true, "TERM", "dumb", false)]
    [InlineData(false, "TERM", "xterm", false)]
    public static void Colours_are_for_terminals_that_want_them(bool isTerminal, string name, string value, bool expected)
    {
        using var watched = new Watched(isTerminal: isTerminal, width: 80, environment: (name, value));
        using (var output = watched.Open())
            Script.DryRun(output, watched.Clock);
        Assert.Equal(expected, watched.Out.Text.Contains('\e', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(nameof(Verbosity.Quiet), "error")]
    [InlineData(nameof(Verbosity.Minimal), "warning error")]
    [InlineData(nameof(Verbosity.Normal), "information warning error")]
    [InlineData(nameof(Verbosity.Verbose), "verbose information warning error")]
    public static void Verbosity_says_which_lines_are_said(string verbosity, string expected)
    {
        using var watched = new Watched(request: new InvocationRequest { Verbosity = Enum.Parse<Verbosity>(verbosity) });
        using var output = watched.Open();
        foreach (var level in Enum.GetValues<LogLevel>())
            output.Logged(new LogLine(Watched.Beginning, "Build", level, level.ToString().ToLowerInvariant()));
        var said = watched.Out.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[^1]);
        Assert.Equal(expected, string.Join(' ', said));
    }

    [Theory]
    [InlineData(nameof(HostKind.Terminal))]
    [InlineData(nameof(HostKind.GitHubActions))]
    public static void Lines_of_parallel_targets_stay_whole(string host)
    {
        using var watched = new Watched(Enum.Parse<HostKind>(host));
        var names = Enumerable.Range(0, 8).Select(i => $"Target{i}").ToArray();
        using (var output = watched.Open())
        {
            output.Started(new RunStarted(
                Watched.Beginning, null, false, 8, names, [.. names.Select(n => new PlannedTarget(n, null, [], [], true, null))]));
            var threads = names.Select(name => new Thread(() => Talk(output, name))).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
            output.RunFinished(new RunFinished(Watched.Beginning, TimeSpan.Zero, 0, null, [], [], []));
        }

        Assert.All(watched.Out.Writes, write => Assert.EndsWith("\n", write, StringComparison.Ordinal));
        foreach (var name in names)
        {
            var expected = Enumerable.Range(0, 500).Select(i => $"{name} says {i}.");
            Assert.Equal(expected, Said(watched.Out.Text, name));
            Assert.Equal(expected, Said(watched.Artifact("run.log"), name));
        }

        var order = watched.Artifact("run.log").Split('\n').Where(l => l.Contains(" says ", StringComparison.Ordinal))
            .Select(l => l.Split(" │ ")[0].Split(' ')[^1]).ToList();
        Assert.Equal(names, order.Where((name, i) => i == 0 || order[i - 1] != name));
    }

    [Fact]
    public static void A_text_of_several_lines_or_with_colours_becomes_plain_lines()
    {
        using var watched = new Watched();
        using var output = watched.Open();
        output.Logged(new LogLine(Watched.Beginning, "Build", LogLevel.Information, "\e[31mred\e[0m\r\n50%\r100%\tdone\u0007\n"));
        Assert.Equal("04:25:00 [INF] Build │ red\n04:25:00 [INF] Build │ 50%\n04:25:00 [INF] Build │ 100%    done\n", watched.Out.Text);
    }

    [Fact]
    public static void An_interrupted_run_says_by_what()
    {
        using var watched = new Watched();
        TargetFinished[] ends =
        [
            new("Build", TargetStatus.Aborted, Watched.Beginning, TimeSpan.FromSeconds(3), null, null),
            new("Push", TargetStatus.NotRun, default, default, null, null),
            new("Deploy", TargetStatus.NotRun, default, default, null, null),
        ];
        using (var output = watched.Open())
            output.RunFinished(new RunFinished(Watched.Beginning, TimeSpan.FromSeconds(3), 130, "SIGINT", ends, [], []));
        Assert.EndsWith("\nInterrupted by SIGINT: 1 target aborted, 2 targets not run.\n", watched.Out.Text, StringComparison.Ordinal);
    }

    [Fact]
    public static void A_foreseen_failure_is_said_without_its_stack_and_once()
    {
        using var watched = new Watched();
        using (var output = watched.Open())
            output.Finished(Failed("The disk is full. Free 2 GB and run again.", "The disk is full. Free 2 GB and run again."));
        Assert.Equal("04:25:00 [ERR] Build │ Failed after 0:03: The disk is full. Free 2 GB and run again.\n", watched.Out.Text);
    }

    [Fact]
    public static void An_unforeseen_failure_is_said_with_its_stack()
    {
        using var watched = new Watched();
        using (var output = watched.Open())
            output.Finished(Failed("no such key", "InvalidOperationException: no such key"));
        Assert.StartsWith(
            "04:25:00 [ERR] Build │ Failed after 0:03: System.InvalidOperationException: no such key\n04:25:00 [ERR] Build │    at ",
            watched.Out.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, nameof(HostKind.Terminal))]
    [InlineData("true", null, nameof(HostKind.GitHubActions))]
    [InlineData("false", null, nameof(HostKind.Terminal))]
    [InlineData("true", "terminal", nameof(HostKind.Terminal))]
    [InlineData(null, "githubactions", nameof(HostKind.GitHubActions))]
    public static void The_host_is_found_or_named(string? variable, string? name, string expected)
    {
        var environment = new Dictionary<string, string>();
        if (variable is not null)
            environment["GITHUB_ACTIONS"] = variable;
        Assert.Equal(expected, Hosts.Detect(environment, name).ToString());
    }

    private static TargetFinished Failed(string message, string note)
    {
        Action fail = () => throw new InvalidOperationException(message);
        var failure = Assert.Throws<InvalidOperationException>(fail);
        return new("Build", TargetStatus.Failed, Watched.Beginning, TimeSpan.FromSeconds(3), note, failure);
    }

    private static void Talk(RunOutput output, string name)
    {
        output.TargetStarted(name, Watched.Beginning);
        for (var i = 0; i < 500; i++)
            output.Logged(new LogLine(Watched.Beginning, name, LogLevel.Information, $"{name} says {i}."));
        output.Finished(new TargetFinished(name, TargetStatus.Succeeded, Watched.Beginning, TimeSpan.Zero, null, null));
    }

    private static IEnumerable<string> Said(string text, string name)
    {
        var marker = $"{name} says ";
        return text.Split('\n').Where(l => l.Contains(marker, StringComparison.Ordinal))
            .Select(l => l[l.IndexOf(marker, StringComparison.Ordinal)..]);
    }
}
