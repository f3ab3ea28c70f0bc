using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// A bucket for public media, which only the CDN reads; a private one for grade reports and uploads, which people reach by signed URLs; and
/// one for backups, encrypted with a key of its own, in which daily and monthly backups go by themselves when their time has come.
/// </summary>
/// <remarks>
/// A bucket has one policy, and that of the media bucket names the CDN's distribution; so the stack of the CDN makes it, and until then
/// nobody outside of the account reads the bucket.
/// </remarks>
public static class Storage
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "storage";

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">What the buckets look like.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<StorageOutputs> Define(StorageSettings settings)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        if (!settings.OnlyBackups)
        {
            Media(stack, settings);
            Private(stack, settings);
        }

        return Outputs(stack, settings, Backups(stack, settings));
    }

    /// <summary>What other stacks are shown while the buckets do not exist: their names, and a key that there is not.</summary>
    /// <param name="settings">What the buckets will look like.</param>
    /// <returns>Values of the right shape.</returns>
    public static Upstream<StorageOutputs> Placeholders(StorageSettings settings)
    {
        var scope = settings.Scope;
        return new(
            new(
                settings.MediaBucket,
                OriginOf(settings),
                settings.PrivateBucket,
                settings.BackupBucket,
                $"arn:{scope.Partition}:kms:{scope.Region}:{scope.AccountId}:key/00000000-0000-0000-0000-000000000000"),
            "ProvisionStorage");
    }

    private static void Media(StackBuilder stack, StorageSettings settings)
    {
        var bucket = PrivateBucket.Add(stack, new AwsS3Bucket("media")
        {
            Bucket = settings.MediaBucket,
            ForceDestroy = settings.ForceDestroy,
        });
        StorageRules.ForgetOldVersions(stack, bucket);
        StorageRules.LetPages(stack, bucket, settings, "GET", "HEAD");
    }

    // Learners' browsers put their uploads there themselves, at URLs that the platform has signed for them.
    private static void Private(StackBuilder stack, StorageSettings settings)
    {
        var bucket = PrivateBucket.Add(stack, new AwsS3Bucket("private")
        {
            Bucket = settings.PrivateBucket,
            ForceDestroy = settings.ForceDestroy,
        });
        bucket.RefusePlainHttp(stack, settings.Scope);
        StorageRules.ForgetOldVersions(stack, bucket);
        StorageRules.LetPages(stack, bucket, settings, "GET", "HEAD", "PUT", "POST");
    }

    private static AwsKmsKey Backups(StackBuilder stack, StorageSettings settings)
    {
        var key = stack.Add(new AwsKmsKey("backups")
        {
            Description = $"Backups of {settings.Scope.Namespace}",
            EnableKeyRotation = true,
            DeletionWindowInDays = 30,
        });
        stack.Add(new AwsKmsAlias("backups") { Name = $"alias/{settings.Scope.Namespace}-backups", TargetKeyId = key.KeyId });
        var bucket = PrivateBucket.Add(
            stack, new AwsS3Bucket("backups") { Bucket = settings.BackupBucket, ObjectLockEnabled = settings.ObjectLock }, key);
        bucket.RefusePlainHttp(stack, settings.Scope);
        StorageRules.KeepBackups(stack, bucket, settings);
        return key;
    }

    // Bucket names are chosen here, so they are said also where the buckets are about to go.
    private static StackDefinition<StorageOutputs> Outputs(StackBuilder stack, StorageSettings settings, AwsKmsKey backupKey)
    {
        var media = stack.Give("media_bucket", settings.MediaBucket);
        var origin = stack.Give("media_origin", OriginOf(settings));
        var privateFiles = stack.Give("private_bucket", settings.PrivateBucket);
        var backups = stack.Give("backup_bucket", settings.BackupBucket);
        var key = stack.Give("backup_key_arn", backupKey.Arn);
        return stack.Build(read => new StorageOutputs(
            read.Read(media), read.Read(origin), read.Read(privateFiles), read.Read(backups), read.Read(key)));
    }

    private static string OriginOf(StorageSettings settings) =>
        $"{settings.MediaBucket}.s3.{settings.Scope.Region}.amazonaws.com{(settings.Scope.Partition == "aws-cn" ? ".cn" : string.Empty)}";
}
