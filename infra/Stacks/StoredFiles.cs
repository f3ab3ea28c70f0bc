using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>The buckets and the key that policies speak of.</summary>
internal sealed record StoredFiles(
    StackScope Scope, Value<string> Media, Value<string> Private, Value<string> Backups, Value<string> BackupKey)
{
    /// <summary>The inputs with their names.</summary>
    public static StoredFiles Take(StackBuilder stack, StackScope scope, Upstream<StorageOutputs> storage) => new(
        scope,
        stack.Take("media_bucket", "The bucket of public media.", storage, outputs => outputs.MediaBucket),
        stack.Take("private_bucket", "The bucket of grade reports and uploads.", storage, outputs => outputs.PrivateBucket),
        stack.Take("backup_bucket", "The bucket of backups.", storage, outputs => outputs.BackupBucket),
        stack.Take("backup_key_arn", "The key of backups.", storage, outputs => outputs.BackupKeyArn));

    /// <summary>The ARN of a bucket.</summary>
    public Value<string> Bucket(Value<string> bucket) => BucketPolicy.Arn(Scope, bucket);

    /// <summary>The ARN of everything in a bucket.</summary>
    public Value<string> Objects(Value<string> bucket) => BucketPolicy.ArnOfObjects(Scope, bucket);
}
