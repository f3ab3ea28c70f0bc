namespace TutorPipeline.Components;

/// <summary>The proof that a backup can be restored.</summary>
public interface IVerifyBackup : IHaveStages
{
    /// <summary>Reads the newest backup back and compares it with its manifest.</summary>
    Target VerifyBackup => _ => _
        .Description("Reads the newest backup back and compares it with its manifest")
        .After<IBackupNow>(x => x.BackupNow)
        .Carries(() => Stages.Backup(nameof(VerifyBackup)));
}
