using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>How long files are kept, and which pages may ask for them.</summary>
internal static class StorageRules
{
    private const int DaysInMonth = 31;

    // For so long a file that was overwritten or deleted by mistake can be brought back.
    private const int DaysOfOldVersions = 30;

    // Backups are never overwritten; what is old there was deleted, and whoever did not mean to has a fortnight to notice.
    private const int DaysOfDeletedBackups = 14;

    // Parts of an upload that nobody finished cannot be seen, and are paid for.
    private const int DaysOfUnfinishedUploads = 7;

    // For so long a browser remembers the answer, as in the system that this one replaces.
    private const int SecondsOfCors = 3000;

    /// <summary>Lets files live for ever, and their old versions for a while.</summary>
    public static void ForgetOldVersions(StackBuilder stack, PrivateBucket bucket) =>
        Add(stack, bucket, Leftovers(DaysOfOldVersions));

    /// <summary>Lets backups go by the tag that says which kind they are of; what carries no tag stays.</summary>
    public static void KeepBackups(StackBuilder stack, PrivateBucket bucket, StorageSettings settings)
    {
        Add(
            stack,
            bucket,
            Expire(BackupRetention.Daily, settings.KeptDaily),
            Expire(BackupRetention.Monthly, settings.KeptMonthly * DaysInMonth),
            Leftovers(DaysOfDeletedBackups));
        if (settings.ObjectLock)
        {
            stack.Add(new AwsS3BucketObjectLockConfiguration(bucket.Bucket.LogicalName)
            {
                Bucket = bucket.Versioning.Bucket,
                Rule = new() { DefaultRetention = new() { Mode = "GOVERNANCE", Days = settings.KeptDaily } },
            });
        }
    }

    /// <summary>Lets the platform's own pages, and no others, use the bucket from a browser.</summary>
    public static void LetPages(StackBuilder stack, PrivateBucket bucket, StorageSettings settings, params string[] methods) =>
        stack.Add(new AwsS3BucketCorsConfiguration(bucket.Bucket.LogicalName)
        {
            Bucket = bucket.Bucket.Id,
            CorsRule =
            [
                new()
                {
                    AllowedOrigins = [.. settings.Hosts.Select(host => $"https://{host}")],
                    AllowedMethods = [.. methods],
                    AllowedHeaders = ["*"],
                    ExposeHeaders = ["ETag"],
                    MaxAgeSeconds = SecondsOfCors,
                },
            ],
        });

    // Rules about old versions wait until there are versions.
    private static void Add(
        StackBuilder stack, PrivateBucket bucket, params AwsS3BucketLifecycleConfiguration.RuleBlock[] rules) =>
        stack.Add(new AwsS3BucketLifecycleConfiguration(bucket.Bucket.LogicalName)
        {
            Bucket = bucket.Versioning.Bucket,
            Rule = [.. rules],
        });

    private static AwsS3BucketLifecycleConfiguration.RuleBlock Expire(string kind, int days) => new()
    {
        Id = kind,
        Status = "Enabled",
        Filter = [new() { Tag = [new() { Key = BackupRetention.Tag, Value = kind }] }],
        Expiration = [new() { Days = days }],
    };

    private static AwsS3BucketLifecycleConfiguration.RuleBlock Leftovers(int daysOfOldVersions) => new()
    {
        Id = "leftovers",
        Status = "Enabled",
        Filter = [new() { Prefix = string.Empty }],
        Expiration = [new() { ExpiredObjectDeleteMarker = true }],
        NoncurrentVersionExpiration = [new() { NoncurrentDays = daysOfOldVersions }],
        AbortIncompleteMultipartUpload = [new() { DaysAfterInitiation = DaysOfUnfinishedUploads }],
    };
}
