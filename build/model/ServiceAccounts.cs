namespace TutorPipeline.Model;

/// <summary>
/// The Kubernetes service accounts in an environment's namespace that have a role in AWS. A pod has one service account only, and LMS,
/// Studio and their workers both store files and send mail; so one account serves them, and backups have another.
/// </summary>
public static class ServiceAccounts
{
    /// <summary>That of LMS, Studio and their workers: media and private files, and mail where SES sends it.</summary>
    public const string OpenEdx = "openedx";

    /// <summary>That of the backup's and the restore's Jobs: the backup bucket.</summary>
    public const string Backup = "backup";
}
