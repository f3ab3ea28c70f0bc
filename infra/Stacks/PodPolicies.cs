using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What pods may do in the account: one policy a service, so that each can be read alone.</summary>
internal static class PodPolicies
{
    /// <summary>Reads and writes public media and private files.</summary>
    public static Document Media(StoredFiles files) => AccessPolicy.Of(
        AccessPolicy.Allow(
            ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
            files.Bucket(files.Media), files.Bucket(files.Private)),
        AccessPolicy.Allow(
            ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
            files.Objects(files.Media), files.Objects(files.Private)));

    /// <summary>Sends mail whose sender is in the environment's domain.</summary>
    /// <remarks>
    /// While SES keeps an account in its sandbox it asks for the same right on the identity of whoever is written to; so the policy names
    /// every identity and holds on to the sender.
    /// </remarks>
    public static Document Mail(StackScope scope, string domain) => AccessPolicy.Of(AccessPolicy.AllowIf(
        "StringLike",
        "ses:FromAddress",
        $"*@{domain}",
        ["ses:SendEmail", "ses:SendRawEmail"],
        $"arn:{scope.Partition}:ses:{scope.Region}:{scope.AccountId}:identity/*",
        $"arn:{scope.Partition}:ses:{scope.Region}:{scope.AccountId}:configuration-set/{scope.Namespace}"));

    /// <summary>
    /// Writes and reads backups, sees whether their bucket is as it should be, and deletes none: they go when the bucket's rules say so.
    /// </summary>
    public static Document Backups(StoredFiles files) => AccessPolicy.Of(
        AccessPolicy.Allow(
            [
                "s3:ListBucket", "s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:GetBucketPublicAccessBlock",
                "s3:GetEncryptionConfiguration", "s3:ListBucketMultipartUploads",
            ],
            files.Bucket(files.Backups)),
        AccessPolicy.Allow(
            [
                "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload",
                "s3:ListMultipartUploadParts",
            ],
            files.Objects(files.Backups)),
        AccessPolicy.Allow(["kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey"], files.BackupKey));
}
