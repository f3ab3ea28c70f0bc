using System.Globalization;
using TutorPipeline.Model;
using TutorPipeline.Model.Backups;

namespace TutorPipeline.Stages;

/// <summary>
/// Refuses to go on with a platform that has data and no verified backup: migrations cannot be undone. Nothing is changed by it.
/// </summary>
/// <param name="question">What is asked.</param>
internal sealed class RecoveryPointStage(RecoveryPointQuestion question) : IStage<StagePlan>
{
    private string? fault;
    private bool mustAsk;

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (question.IsWaived)
        {
            report.Warning("Goes on without a verified backup, because --without-backup was given: what a migration spoils stays spoiled.");
            return Plan(ChangeKind.Skip, "--without-backup");
        }

        try
        {
            return await LookAsync(cancellationToken);
        }
        catch (PipelineException exception) when (question.IsDryRun)
        {
            var gap = new NotLookedAt("the recovery point", exception.Message, "make cluster and backup bucket reachable and plan again");
            return Plan(ChangeKind.Unknown, "a verified backup, if the platform has data") with { NotLookedAt = [gap] };
        }
    }

    private async Task<StagePlan> LookAsync(CancellationToken cancellationToken)
    {
        if (await question.AreTablesRemembered(cancellationToken) is not { } remembered)
        {
            return new StagePlan(
                [new Change(ChangeKind.Unknown, question.Subject, "a verified backup, if the platform has data (known after ProvisionCluster)")],
                [], ["ProvisionCluster"]);
        }

        var verdict = await question.LastVerified(cancellationToken);
        fault = FaultOf(verdict);
        if (fault is null)
        {
            return Plan(ChangeKind.Skip, $"backup {verdict!.Backup} of {Age(verdict)} ago was verified: {Depth(verdict)}");
        }

        mustAsk = remembered == PlatformMemory.Unknown;
        return Plan(
            ChangeKind.Run,
            mustAsk ? $"asks MySQL whether there are Open edX tables; if so, refuses to go on: {fault}" : $"refuses to go on: {fault}");
    }

    public async Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (fault is null)
        {
            return;
        }

        if (mustAsk && !await question.AskForTables(report, cancellationToken))
        {
            report.Information("MySQL has no Open edX tables, so there is nothing that a backup would have to hold.");
            return;
        }

        throw new NoRecoveryPointException(question.Environment, fault);
    }

    private StagePlan Plan(ChangeKind kind, string detail) => new([new Change(kind, question.Subject, detail)], [], []);

    private string? FaultOf(BackupVerdict? verdict) => verdict switch
    {
        null or { Backup: null } => "no backup was verified yet",
        { IsGood: false } => $"the last verification, of backup {verdict.Backup}, found faults",
        { Depth: BackupDepth.Present } => $"backup {verdict.Backup} was only seen to be there, not read",
        _ when question.Now() - verdict.Backup.Begun > question.MaximumAge => string.Create(
            CultureInfo.InvariantCulture,
            $"the newest verified backup, {verdict.Backup}, is {Age(verdict)} old, and {question.MaximumAge.TotalHours:0.#} h are allowed"),
        _ => null,
    };

    private string Age(BackupVerdict verdict) =>
        string.Create(CultureInfo.InvariantCulture, $"{(question.Now() - verdict.Backup!.Begun).TotalHours:0.#} h");

    private static string Depth(BackupVerdict verdict) =>
        verdict.ReachedDepth == BackupDepth.Restore ? "it was restored and queried" : "every byte was read";
}

/// <summary>What a cluster remembers of a platform's data.</summary>
internal enum PlatformMemory
{
    /// <summary>Only the database server can tell.</summary>
    Unknown,

    /// <summary>It was initialized.</summary>
    Initialized,
}

/// <summary>What the guard of migrations asks, and whom.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="Subject">Where the backups are, such as <c>s3://bucket/prod/</c>.</param>
/// <param name="MaximumAge">How old a verified backup may be.</param>
/// <param name="IsDryRun">Whether what cannot be looked at is only said.</param>
/// <param name="IsWaived">Whether a person goes on without.</param>
/// <param name="AreTablesRemembered">What the cluster remembers; null while there is none.</param>
/// <param name="AskForTables">Asks the database server whether there are tables.</param>
/// <param name="LastVerified">The verdict on the newest verified backup; null when there is none.</param>
/// <param name="Now">The time.</param>
internal sealed record RecoveryPointQuestion(
    string Environment,
    string Subject,
    TimeSpan MaximumAge,
    bool IsDryRun,
    bool IsWaived,
    Func<CancellationToken, Task<PlatformMemory?>> AreTablesRemembered,
    Func<IStageReport, CancellationToken, Task<bool>> AskForTables,
    Func<CancellationToken, Task<BackupVerdict?>> LastVerified,
    Func<DateTimeOffset> Now);

/// <summary>The database server cannot be asked, because nothing says with which image.</summary>
/// <param name="environment">The environment.</param>
public sealed class NothingToAskWithException(string environment) : PipelineException(
    $"Whether the platform {environment} has data can only be asked of its database server here, with the image of a release, and no manifests "
    + $"were rendered in this run. Run './build.sh RenderManifests CheckRecoveryPoint --env {environment}'.");

/// <summary>A platform with data has no backup from which it could be recovered.</summary>
/// <param name="environment">The environment.</param>
/// <param name="facts">What is missing.</param>
public sealed class NoRecoveryPointException(string environment, string facts) : PipelineException(
    $"The platform {environment} has data, and {facts}. Nothing was applied, because migrations cannot be undone without a backup. Take and "
    + $"verify one with './build.sh BackupNow VerifyBackup --env {environment}', then run this again; to go on without, add --without-backup.");
