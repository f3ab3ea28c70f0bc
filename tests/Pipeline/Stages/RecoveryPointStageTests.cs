using TutorPipeline.Model;
using TutorPipeline.Model.Backups;
using TutorPipeline.Stages;

namespace TutorPipeline.Tests.Stages;

public sealed class RecoveryPointStageTests : IStageReport
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly List<string> said = [];

    private PlatformMemory? memory = PlatformMemory.Initialized;

    private BackupVerdict? verdict;

    private bool hasTables = true;

    private bool isWaived;

    private Exception? trouble;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_that_was_read_lately_lets_the_deploy_go_on()
    {
        verdict = Verdict("20261123-0800");
        Assert.Equal("backup 20261123-0800 of 4 h ago was verified: every byte was read", await RunAsync());
        verdict = Verdict("20261123-0800", BackupDepth.Restore);
        Assert.Equal("backup 20261123-0800 of 4 h ago was verified: it was restored and queried", await RunAsync());
    }

    [Theory]
    [InlineData(null, "no backup was verified yet")]
    [InlineData("20261122-0800", "the newest verified backup, 20261122-0800, is 28 h old, and 26 h are allowed")]
    public async Task A_platform_with_data_and_no_such_backup_is_left_alone(string? backup, string facts)
    {
        verdict = backup is null ? null : Verdict(backup);
        var failure = await Assert.ThrowsAsync<NoRecoveryPointException>(RunAsync);
        Assert.Equal(
            $"The platform prod has data, and {facts}. Nothing was applied, because migrations cannot be undone without a backup. Take and "
            + "verify one with './build.sh BackupNow VerifyBackup --env prod', then run this again; to go on without, add --without-backup.",
            failure.Message);
        Assert.Equal($"refuses to go on: {facts}", await PlanAsync());
    }

    [Fact]
    public async Task A_verification_that_found_faults_or_read_nothing_does_not_count()
    {
        verdict = Verdict("20261123-0800") with { Findings = [new BackupFinding("mysql.sql.zst", false, "is cut off")] };
        Assert.Equal("refuses to go on: the last verification, of backup 20261123-0800, found faults", await PlanAsync());
        verdict = Verdict("20261123-0800", BackupDepth.Present);
        Assert.Equal("refuses to go on: backup 20261123-0800 was only seen to be there, not read", await PlanAsync());
    }

    [Fact]
    public async Task A_server_that_the_cluster_knows_nothing_of_is_asked()
    {
        memory = PlatformMemory.Unknown;
        hasTables = false;
        Assert.Equal(
            "asks MySQL whether there are Open edX tables; if so, refuses to go on: no backup was verified yet", await RunAsync());
        Assert.Equal(["MySQL has no Open edX tables, so there is nothing that a backup would have to hold."], said);
        hasTables = true;
        await Assert.ThrowsAsync<NoRecoveryPointException>(RunAsync);
    }

    [Fact]
    public async Task A_person_may_go_on_without()
    {
        isWaived = true;
        Assert.Equal("--without-backup", await RunAsync());
        Assert.Equal(
            ["Goes on without a verified backup, because --without-backup was given: what a migration spoils stays spoiled."], said);
    }

    [Fact]
    public async Task Without_a_cluster_nothing_is_known()
    {
        memory = null;
        Assert.Equal("a verified backup, if the platform has data (known after ProvisionCluster)", await PlanAsync());
    }

    [Fact]
    public async Task A_dry_run_says_what_it_could_not_look_at()
    {
        trouble = new NothingToAskWithException("prod");
        var plan = await Stage(isDryRun: true).PlanAsync(this, Token);
        Assert.Equal(
            new NotLookedAt(
                "the recovery point",
                "Whether the platform prod has data can only be asked of its database server here, with the image of a release, and no "
                + "manifests were rendered in this run. Run './build.sh RenderManifests CheckRecoveryPoint --env prod'.",
                "make cluster and backup bucket reachable and plan again"),
            Assert.Single(plan.NotLookedAt));
        await Assert.ThrowsAsync<NothingToAskWithException>(() => Stage().PlanAsync(this, Token));
    }

    void IStageReport.Information(string message) => said.Add(message);

    void IStageReport.Verbose(string message) => Assert.Fail(message);

    void IStageReport.Warning(string message) => said.Add(message);

    private static BackupVerdict Verdict(string backup, BackupDepth depth = BackupDepth.Read) => new(
        "prod", BackupId.Parse(backup), depth, Now, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1),
        [new MemberVerdict("mysql.sql.zst", "MySQL", depth, null, 1, 1, 1)], []);

    private async Task<string?> PlanAsync() => Assert.Single((await Stage().PlanAsync(this, Token)).Changes).Detail;

    private async Task<string?> RunAsync()
    {
        var stage = Stage();
        var plan = await stage.PlanAsync(this, Token);
        await stage.ApplyAsync(plan, this, Token);
        var change = Assert.Single(plan.Changes);
        Assert.Equal("s3://backups/prod/", change.Subject);
        return change.Detail;
    }

    private RecoveryPointStage Stage(bool isDryRun = false) => new(new RecoveryPointQuestion(
        "prod", "s3://backups/prod/", TimeSpan.FromHours(26), isDryRun, isWaived,
        _ => trouble is null ? Task.FromResult(memory) : Task.FromException<PlatformMemory?>(trouble),
        (_, _) => Task.FromResult(hasTables), _ => Task.FromResult(verdict), () => Now));
}
