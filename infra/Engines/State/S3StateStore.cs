using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using TutorPipeline.Infra.Access;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.State;

/// <summary>Keeps states in an S3 bucket, each locked by a file beside it while somebody works on it.</summary>
/// <param name="access">The way to the bucket's region.</param>
/// <param name="bucket">The bucket's name, such as <c>123456789012-terraform-tfstate</c>.</param>
public sealed class S3StateStore(AwsAccess access, string bucket) : StateStore
{
    /// <inheritdoc/>
    public override bool IsInAws => true;

    /// <inheritdoc/>
    public override async Task<StackState?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var client = access.S3();
            using var answer = await client.GetObjectAsync(bucket, key, cancellationToken);
            using var buffer = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(buffer, cancellationToken);
            return StackState.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), $"s3://{bucket}/{key}");
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (AmazonClientException exception)
        {
            throw new StateStoreException($"read s3://{bucket}/{key}", exception);
        }
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Change>> MissingAsync(CancellationToken cancellationToken) =>
        await new StateBucket(access, bucket).MissingAsync(cancellationToken) is { } kind
            ? [new Change(kind, "state/bucket", $"{bucket}: versioned, encrypted, private, TLS only")] : [];

    /// <inheritdoc/>
    public override Task MakeAsync(CancellationToken cancellationToken) => new StateBucket(access, bucket).MakeAsync(cancellationToken);

    internal override JsonObject Backend(string key)
    {
        var settings = new JsonObject
        {
            ["bucket"] = bucket, ["key"] = key, ["region"] = access.Region, ["encrypt"] = true, ["use_lockfile"] = true,
        };
        if (access.Endpoint is { } endpoint)
        {
            settings["endpoints"] = new JsonObject { ["s3"] = endpoint.AbsoluteUri, ["sts"] = endpoint.AbsoluteUri };
            foreach (var flag in (string[])
                ["use_path_style", "skip_s3_checksum", "skip_region_validation", "skip_metadata_api_check", "skip_requesting_account_id",
                 "skip_credentials_validation"])
            {
                settings[flag] = true;
            }
        }

        return new JsonObject { ["s3"] = settings };
    }
}

/// <summary>The bucket of states could not be read or made.</summary>
public sealed class StateStoreException : PipelineException
{
    internal StateStoreException(string attempt, Exception innerException)
        : base(
            $"Could not {attempt}: {innerException.Message.TrimEnd('.')}. Nothing was changed. Check that the credentials may use the state "
            + "bucket and that account and region are right, then run the target again; '--state=local' keeps states on this machine.",
            innerException)
    {
    }
}
