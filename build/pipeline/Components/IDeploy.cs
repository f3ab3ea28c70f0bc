namespace TutorPipeline.Components;

/// <summary>The main job: from nothing to a running platform with a verified backup.</summary>
public interface IDeploy : IProvision, IPushImage, ICheckPlatform, IPointDns, IBackupNow, IVerifyBackup
{
    /// <summary>Provisions, builds, pushes, deploys, checks and verifies the backup.</summary>
    Target Deploy => _ => _
        .Description("Provisions, builds, pushes, deploys, checks, backs up and verifies the backup")
        .DependsOn(Provision, PushImage, PointDns, CheckPlatform, BackupNow, VerifyBackup);
}
