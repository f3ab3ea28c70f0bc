namespace TutorPipeline.Components;

/// <summary>A backup outside its schedule.</summary>
public interface IBackupNow : IHaveStages
{
    /// <summary>Takes a backup of MySQL and MongoDB now and waits for it.</summary>
    Target BackupNow => _ => _
        .Description("Takes a backup of MySQL and MongoDB now and waits for it")
        .After<ICheckPlatform>(x => x.CheckPlatform)
        .Carries(() => Stages.Backup(nameof(BackupNow)));
}
