using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// What every bucket here has in common: nobody else reads it, it is encrypted, and what was overwritten can be brought back.
/// </summary>
internal sealed record PrivateBucket(AwsS3Bucket Bucket, AwsS3BucketPublicAccessBlock Block, AwsS3BucketVersioning Versioning)
{
    /// <summary>Adds a bucket; without a key, S3's own encrypts it.</summary>
    public static PrivateBucket Add(StackBuilder stack, AwsS3Bucket bucket, AwsKmsKey? key = null)
    {
        var name = bucket.LogicalName;
        stack.Add(bucket);
        stack.Add(new AwsS3BucketOwnershipControls(name) { Bucket = bucket.Id, Rule = new() { ObjectOwnership = "BucketOwnerEnforced" } });
        stack.Add(new AwsS3BucketServerSideEncryptionConfiguration(name)
        {
            Bucket = bucket.Id,
            Rule = [key is null ? WithKeyOfS3() : With(key)],
        });
        var block = stack.Add(new AwsS3BucketPublicAccessBlock(name)
        {
            Bucket = bucket.Id,
            BlockPublicAcls = true,
            BlockPublicPolicy = true,
            IgnorePublicAcls = true,
            RestrictPublicBuckets = true,
        });
        var versioning = stack.Add(new AwsS3BucketVersioning(name)
        {
            Bucket = bucket.Id,
            VersioningConfiguration = new() { Status = "Enabled" },
        });
        return new PrivateBucket(bucket, block, versioning);
    }

    /// <summary>Refuses every request that does not come over TLS.</summary>
    /// <remarks>S3 refuses changes of policy and access block at the same time, so the one waits for the other.</remarks>
    public void RefusePlainHttp(StackBuilder stack, StackScope scope) =>
        stack.Add(new AwsS3BucketPolicy(Bucket.LogicalName)
        {
            Bucket = Block.Bucket,
            Policy = AccessPolicy.Of(BucketPolicy.DenyPlainHttp(scope, Bucket.Bucket)),
        });

    private static AwsS3BucketServerSideEncryptionConfiguration.RuleBlock WithKeyOfS3() =>
        new() { ApplyServerSideEncryptionByDefault = new() { SseAlgorithm = "AES256" } };

    // With a bucket key, S3 asks KMS once in a while instead of once an object.
    private static AwsS3BucketServerSideEncryptionConfiguration.RuleBlock With(AwsKmsKey key) => new()
    {
        ApplyServerSideEncryptionByDefault = new() { SseAlgorithm = "aws:kms", KmsMasterKeyId = key.Arn },
        BucketKeyEnabled = true,
    };
}
