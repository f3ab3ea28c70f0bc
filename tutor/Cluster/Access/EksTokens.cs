using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Access;

/// <summary>
/// Tokens of EKS, made with the caller's own AWS credentials: environment, profile, single sign-on, web identity or instance role.
/// </summary>
public sealed class EksTokens : IClusterTokens
{
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(1);

    private readonly string region;
    private readonly string clusterName;
    private readonly Func<AWSCredentials> credentials;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private EksToken? current;

    /// <summary>Makes the source. Credentials are looked for when the first token is wanted.</summary>
    /// <param name="region">The cluster's region, such as <c>us-east-1</c>.</param>
    /// <param name="clusterName">The EKS cluster's name.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public EksTokens(string region, string clusterName, TimeProvider? time = null)
        : this(region, clusterName, () => DefaultAWSCredentialsIdentityResolver.GetCredentials(), time)
    {
    }

    internal EksTokens(string region, string clusterName, Func<AWSCredentials> credentials, TimeProvider? time = null) =>
        (this.region, this.clusterName, this.credentials, this.time) = (region, clusterName, credentials, time ?? TimeProvider.System);

    /// <inheritdoc/>
    /// <exception cref="NoAwsCredentialsException">No AWS credentials were found.</exception>
    public Task<Secret> GetAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (current is null || current.ExpiresAt - Spare <= time.GetUtcNow())
            {
                current = Sign();
            }

            return Task.FromResult(current.Text);
        }
    }

    private EksToken Sign()
    {
        try
        {
            return EksToken.Sign(credentials(), region, clusterName, time.GetUtcNow());
        }
        catch (AmazonClientException e)
        {
            throw new NoAwsCredentialsException(clusterName, e);
        }
    }
}

/// <summary>A token for a cluster was wanted, and there are no AWS credentials to make one with.</summary>
/// <param name="clusterName">The cluster.</param>
/// <param name="innerException">What the AWS SDK said.</param>
public sealed class NoAwsCredentialsException(string clusterName, Exception innerException) : PipelineException(
    $"Could not log in to the cluster {clusterName}: no AWS credentials were found ({innerException.Message}). Log in with "
    + "'aws sso login', set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or reach the cluster with --kubeconfig.",
    innerException);
