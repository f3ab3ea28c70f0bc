namespace TutorPipeline.Components;

/// <summary>The way back to a backup.</summary>
public interface IRestoreBackup : IHaveStages
{
    /// <summary>Restores a backup after a safety backup and runs the checks.</summary>
    [RequiresNamedEnvironment]
    Target RestoreBackup => _ => _
        .Description("Restores a backup after a safety backup and runs the checks")
        .Carries(() => Stages.Backup(nameof(RestoreBackup)));
}
