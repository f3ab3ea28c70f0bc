using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>What each host gets of the same run, to the letter.</summary>
public static class GoldenOutputs
{
    [Fact]
    public static void A_terminal_gets_colours_and_tables_that_fit()
    {
        using var watched = new Watched(request: new InvocationRequest { DryRun = true }, isTerminal: true, width: 100);
        DryRun(watched);
        Golden.Matches("terminal-dry-run.txt", watched.Out.Text);
        Assert.All(TableLines(watched.Out.Text), line => Assert.True(DisplayWidth.Of(line) <= 100, line));
    }

    [Fact]
    public static void A_redirected_output_gets_neither_colours_nor_cuts()
    {
        using var watched = new Watched(request: new InvocationRequest { DryRun = true }, width: 60);
        DryRun(watched);
        Golden.Matches("redirected-dry-run.txt", watched.Out.Text);
        Assert.Empty(watched.Error.Text);
    }

    [Fact]
    public static void A_failed_run_ends_with_what_failed()
    {
        using var watched = new Watched();
        FailedRun(watched);
        Golden.Matches("redirected-failed-run.txt", watched.Out.Text);
        Golden.Matches("run.failed.log.txt", watched.Artifact("run.log"));
        Golden.Matches("run.failed.json.txt", watched.Artifact("run.json"));
    }

    [Fact]
    public static void GitHub_gets_groups_and_annotations()
    {
        using var watched = new Watched(HostKind.GitHubActions, environment: ("GITHUB_STEP_SUMMARY", "{root}/summary.md"));
        FailedRun(watched);
        Golden.Matches("github-failed-run.txt", watched.Out.Text);
        Golden.Matches("github-step-summary.txt", File.ReadAllText(Path.Combine(watched.Root, "summary.md")));
    }

    [Fact]
    public static void A_program_gets_one_object_a_line_and_people_the_errors()
    {
        using var watched = new Watched(request: new InvocationRequest { Json = true, Verbosity = Verbosity.Verbose });
        FailedRun(watched);
        Golden.Matches("json-failed-run.txt", watched.Out.Text);
        Golden.Matches("json-failed-run-errors.txt", watched.Error.Text);
    }

    [Fact]
    public static void A_dry_run_leaves_its_plan_and_its_log()
    {
        using var watched = new Watched(request: new InvocationRequest { DryRun = true, Verbosity = Verbosity.Quiet });
        DryRun(watched);
        Golden.Matches("plan.json.txt", watched.Artifact("plan.json"));
        Golden.Matches("run.log.txt", watched.Artifact("run.log"));
        Golden.Matches("run.json.txt", watched.Artifact("run.json"));
        Golden.Matches("quiet-dry-run.txt", watched.Out.Text);
    }

    private static void DryRun(Watched watched)
    {
        using var output = watched.Open();
        Script.DryRun(output, watched.Clock);
    }

    private static void FailedRun(Watched watched)
    {
        using var output = watched.Open();
        Script.FailedRun(output, watched.Clock);
    }

    private static IEnumerable<string> TableLines(string text) =>
        text.Split('\n').SkipWhile(line => !line.Contains("Subject", StringComparison.Ordinal))
            .Where(line => !line.Contains("Why:", StringComparison.Ordinal) && !line.Contains("How to", StringComparison.Ordinal))
            .Select(WithoutColours);

    private static string WithoutColours(string line) => PlainText.Lines(line)[0];
}
