namespace TutorPipeline.Model;

/// <summary>
/// The tag that every object of a backup carries, and by which the backup bucket knows how long to keep it. An object without it is kept
/// for ever.
/// </summary>
public static class BackupRetention
{
    /// <summary>The tag's key.</summary>
    public const string Tag = "retention";

    /// <summary>The value for a backup that is kept for as many days as daily backups are kept.</summary>
    public const string Daily = "daily";

    /// <summary>The value for a backup that is kept for as many months of 31 days as monthly backups are kept.</summary>
    public const string Monthly = "monthly";
}
