using TutorPipeline.Model;
using TutorPipeline.Stages;

namespace TutorPipeline.Tests.Stages;

/// <summary>The three motions of a stage.</summary>
public static class StageRunTests
{
    private static readonly Change Made = new(ChangeKind.Create, "network/aws_vpc.main", "192.168.0.0/20");
    private static readonly NotLookedAt Gap = new("state", "no credentials", "aws sso login");

    [Fact]
    public static async Task A_dry_run_reports_the_plan_and_does_not_apply_it()
    {
        var (stage, journal) = (new FakeStage(new StagePlan([Made], [Gap], [])), new FakeJournal());

        await StageRun.RunAsync(stage, journal, isDryRun: true, CancellationToken.None);

        Assert.Equal([Made], journal.Changes);
        Assert.Equal([Gap], journal.Gaps);
        Assert.Null(stage.Applied);
    }

    [Fact]
    public static async Task A_dry_run_reports_what_the_stage_costs()
    {
        var costs = new CostEstimate([new("network/aws_eip.nat", "public IPv4 address", CostBasis.Fixed) { Monthly = 3.65m }], []);
        var journal = new FakeJournal();

        await StageRun.RunAsync(
            new FakeStage(new StagePlan([Made], [], []) { Costs = costs }), journal, isDryRun: true, CancellationToken.None);

        Assert.Equal([costs], journal.Estimates);
    }

    [Fact]
    public static async Task A_real_run_applies_exactly_the_plan_that_it_reported()
    {
        var plan = new StagePlan([Made], [], []);
        var (stage, journal) = (new FakeStage(plan), new FakeJournal());

        await StageRun.RunAsync(stage, journal, isDryRun: false, CancellationToken.None);

        Assert.Same(plan, stage.Applied);
        Assert.Equal([Made], journal.Changes);
    }

    [Fact]
    public static void A_full_disk_is_told_with_the_file_and_the_way_out()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here; run the tests on Linux as well.");
        var full = Assert.ThrowsAny<IOException>(() => File.WriteAllText("/dev/full", "text"));

        Assert.True(DiskFullException.IsWhat(full));
        Assert.False(DiskFullException.IsWhat(new IOException("something else")));
        Assert.Equal(
            $"The disk is full: {full.Message.TrimEnd('.')}. The file was not written, and nothing more was done. Make room and run the target again: "
            + "what was done before is on record.",
            new DiskFullException(full).Message);
    }

    [Fact]
    public static async Task A_plan_with_placeholders_is_shown_but_never_applied()
    {
        var (stage, journal) = (new FakeStage(new StagePlan([Made], [], ["ProvisionNetwork"])), new FakeJournal());

        var failure = await Assert.ThrowsAsync<PlaceholderPlanException>(
            () => StageRun.RunAsync(stage, journal, isDryRun: false, CancellationToken.None));

        Assert.Equal(
            "The plan rests on results that are not there yet, of: ProvisionNetwork. It can be shown but not applied, and nothing was "
            + "changed. Run ProvisionNetwork first, or leave out --skip.",
            failure.Message);
        Assert.Equal([Made], journal.Changes);
        Assert.Null(stage.Applied);
    }

    [Fact]
    public static async Task An_outline_says_that_it_is_not_there_yet()
    {
        var stage = new OutlineStage("BuildImage", new StagePlan([Made], [], []));

        var failure = await Assert.ThrowsAsync<StageNotBuiltException>(
            () => StageRun.RunAsync(stage, new FakeJournal(), isDryRun: false, CancellationToken.None));

        Assert.Equal(
            "BuildImage is not there yet: this version plans it but cannot carry it out, and nothing was changed. "
            + "See what it would do with --dry-run, or leave it out with --skip BuildImage.",
            failure.Message);
    }

    private sealed class FakeStage(StagePlan plan) : IStage<StagePlan>
    {
        public StagePlan? Applied { get; private set; }

        public Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken) => Task.FromResult(plan);

        public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
        {
            Applied = plan;
            return Task.CompletedTask;
        }
    }
}
