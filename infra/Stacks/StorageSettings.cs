using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What the buckets look like.</summary>
/// <param name="Scope">Where they live.</param>
/// <param name="MediaBucket">The name of the bucket of public media.</param>
/// <param name="PrivateBucket">The name of the bucket of grade reports and uploads.</param>
/// <param name="BackupBucket">The name of the bucket of backups.</param>
/// <param name="Hosts">The platform's hosts, whose pages read and write files.</param>
public sealed record StorageSettings(
    StackScope Scope, string MediaBucket, string PrivateBucket, string BackupBucket, IReadOnlyList<string> Hosts)
{
    /// <summary>For how many days a daily backup is kept, at least 1. Default 30.</summary>
    public int KeptDaily { get; init; } = 30;

    /// <summary>For how many months of 31 days a monthly backup is kept, at least 1. Default 12.</summary>
    public int KeptMonthly { get; init; } = 12;

    /// <summary>
    /// Whether nobody without the right to bypass it deletes a version of a backup before a daily one's time. Default no; a change makes
    /// the bucket anew.
    /// </summary>
    public bool ObjectLock { get; init; }

    /// <summary>Whether the media and private buckets may be removed although files are in them. Default no; never the backups.</summary>
    public bool ForceDestroy { get; init; }

    /// <summary>Whether there is nothing but the backup bucket and its key, so that an apply removes all else. Default no.</summary>
    public bool OnlyBackups { get; init; }

    /// <summary>Takes the settings from an environment; every environment has buckets of its own.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static StorageSettings From(PlatformEnvironment environment)
    {
        var names = environment.Names;
        return new(
            PlatformScope.Own(environment),
            names.StorageBucket,
            names.PrivateBucket,
            names.BackupBucket,
            [names.LmsHost.Text, names.StudioHost.Text, names.AppsHost.Text, names.PreviewHost.Text])
        {
            KeptDaily = environment.Backup.KeptDaily,
            KeptMonthly = environment.Backup.KeptMonthly,
            ObjectLock = environment.Backup.ObjectLock,
        };
    }
}
