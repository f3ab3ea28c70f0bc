using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using TutorPipeline.Infra.Access;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.State;

/// <summary>
/// The bucket that holds the states of all platforms of an account. It is made by requests of its own, because Terraform cannot keep the
/// state of the bucket in which it keeps states.
/// </summary>
internal sealed class StateBucket(AwsAccess access, string name)
{
    /// <summary>What making it would change: nothing, its protection, or all.</summary>
    /// <exception cref="StateStoreException">That cannot be found out, or it belongs to somebody else.</exception>
    public async Task<ChangeKind?> MissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Versioning is switched on last: a bucket that has it was made as a whole.
            using var client = access.S3();
            var answer = await client.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = name }, cancellationToken);
            return answer.VersioningConfig?.Status == VersionStatus.Enabled ? null : ChangeKind.Update;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return ChangeKind.Create;
        }
        catch (AmazonClientException exception)
        {
            throw new StateStoreException($"look at the state bucket {name}", exception);
        }
    }

    /// <summary>Makes the bucket and protects it. Each step may be repeated, so that a run that was cut off is completed by the next.</summary>
    /// <exception cref="StateStoreException">A step was refused.</exception>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = access.S3();
            await CreateAsync(client, cancellationToken);
            await client.PutPublicAccessBlockAsync(
                new() { BucketName = name, PublicAccessBlockConfiguration = NothingPublic() }, cancellationToken);
            await client.PutBucketEncryptionAsync(
                new() { BucketName = name, ServerSideEncryptionConfiguration = Encrypted() }, cancellationToken);
            if (!await HasPolicyAsync(client, cancellationToken))
            {
                await client.PutBucketPolicyAsync(new() { BucketName = name, Policy = OnlyByTls() }, cancellationToken);
            }

            await client.PutBucketVersioningAsync(
                new() { BucketName = name, VersioningConfig = new() { Status = VersionStatus.Enabled } }, cancellationToken);
        }
        catch (AmazonClientException exception)
        {
            throw new StateStoreException($"make the state bucket {name}", exception);
        }
    }

    private async Task CreateAsync(AmazonS3Client client, CancellationToken cancellationToken)
    {
        try
        {
            // us-east-1 is no location constraint: there, S3 insists that none is named.
            await client.PutBucketAsync(
                new PutBucketRequest
                {
                    BucketName = name,
                    BucketRegionName = access.Region == "us-east-1" ? null : access.Region,
                },
                cancellationToken);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            // Another run was quicker; what follows makes it the same.
        }
    }

    // A policy that somebody wrote for a bucket of their own is not ours to replace.
    private async Task<bool> HasPolicyAsync(AmazonS3Client client, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = name }, cancellationToken);
            return !string.IsNullOrEmpty(answer.Policy);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static PublicAccessBlockConfiguration NothingPublic() =>
        new() { BlockPublicAcls = true, BlockPublicPolicy = true, IgnorePublicAcls = true, RestrictPublicBuckets = true };

    private static ServerSideEncryptionConfiguration Encrypted() => new()
    {
        ServerSideEncryptionRules =
        [
            new()
            {
                ServerSideEncryptionByDefault = new() { ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.AWSKMS },
                BucketKeyEnabled = true,
            },
        ],
    };

    private string OnlyByTls()
    {
        var partition = access.Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
            : access.Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";
        return $$$$"""
            {"Version":"2012-10-17","Statement":[{"Sid":"OnlyByTls","Effect":"Deny","Principal":"*","Action":"s3:*",
            "Resource":["arn:{{{{partition}}}}:s3:::{{{{name}}}}","arn:{{{{partition}}}}:s3:::{{{{name}}}}/*"],
            "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
            """;
    }
}
