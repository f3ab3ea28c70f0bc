using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>What <c>--plan</c> prints.</summary>
public static class PlanWriterTests
{
    [Theory]
    [InlineData(nameof(PlanFormat.Text), "plan-text.txt")]
    [InlineData(nameof(PlanFormat.Json), "plan-json.txt")]
    [InlineData(nameof(PlanFormat.Mermaid), "plan-mermaid.txt")]
    public static void Prints_in_each_form(string format, string golden) =>
        Golden.Matches(golden, Written(Enum.Parse<PlanFormat>(format), Script.Plan));

    [Fact]
    public static void Draws_no_edge_that_others_imply() =>
        Assert.DoesNotContain("t2 -.-> t4", Written(PlanFormat.Mermaid, Script.Plan), StringComparison.Ordinal);

    [Fact]
    public static void Draws_an_order_that_is_no_dependency_with_dots()
    {
        PlannedTarget[] plan = [new("end", null, [], [], true, null), new("B", null, [], ["end"], true, null)];
        Assert.Equal("flowchart LR\n    t0[\"end\"]\n    t1[\"B\"]\n    t0 -.-> t1\n", Written(PlanFormat.Mermaid, plan));
    }

    [Fact]
    public static void Prints_an_empty_plan() =>
        Assert.Equal("Plan for prod: 0 targets in 0 waves. The targets of one wave may run at once.\n", Written(PlanFormat.Text, []));

    [Fact]
    public static void Usage_errors_are_lines_with_a_way_out()
    {
        using var error = new StringWriter();
        UsageErrors.Write(error, HostKind.Terminal, ["Unknown target 'Deplyo'. Did you mean 'Deploy'?", "--parallelism:\n'-3' is too low"]);
        Assert.Equal(
            "error: Unknown target 'Deplyo'. Did you mean 'Deploy'?\nerror: --parallelism: '-3' is too low\n"
            + "Nothing was started. --help lists targets and options; --plan shows what a call would run.\n",
            error.ToString());
    }

    [Fact]
    public static void Usage_errors_are_annotations_on_GitHub()
    {
        using var error = new StringWriter();
        UsageErrors.Write(error, HostKind.GitHubActions, ["--count: 'x' is no number"]);
        Assert.EndsWith("::error title=Wrong usage::--count: 'x' is no number\n", error.ToString(), StringComparison.Ordinal);
    }

    private static string Written(PlanFormat format, IReadOnlyList<PlannedTarget> plan)
    {
        using var writer = new StringWriter();
        PlanWriter.Write(writer, format, plan, "prod");
        return writer.ToString();
    }
}
