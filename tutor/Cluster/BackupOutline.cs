using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster;

/// <summary>What the stages of the backups would do, as far as configuration alone tells.</summary>
public static class BackupOutline
{
    /// <summary>The outline of a backup stage.</summary>
    /// <param name="target">The target, such as <c>VerifyBackup</c>.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stage.</exception>
    public static StagePlan Of(string target, PlatformEnvironment environment)
    {
        var bucket = $"s3://{environment.Names.BackupBucket}/{environment.Identity.Name}/";
        var detail = target switch
        {
            "CheckRecoveryPoint" => $"a verified backup not older than {environment.Backup.MaximumAge.TotalHours:0.#} h, if the platform has data",
            "BackupNow" => "MySQL and MongoDB, compressed and encrypted",
            "VerifyBackup" => "the newest backup, read back and compared with its manifest",
            "RestoreBackup" => "a backup, after a safety backup",
            _ => throw new ArgumentOutOfRangeException(nameof(target), target, "There is no outline of this stage."),
        };
        return new StagePlan(
            [new Change(ChangeKind.Run, bucket, detail)],
            [
                new NotLookedAt(
                    "the backup bucket", "this version does not read it yet", "a later version of the pipeline; see CHANGELOG.md"),
            ],
            []);
    }
}
