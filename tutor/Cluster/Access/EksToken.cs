using System.Buffers.Text;
using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Signing;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Access;

/// <summary>
/// A bearer token of EKS: a presigned question to STS, who the caller is, that names the cluster. The API server puts the question to AWS
/// itself (https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster).
/// </summary>
/// <param name="Text">The token.</param>
/// <param name="ExpiresAt">Until when the API server takes it, with a minute to spare.</param>
public sealed record EksToken(Secret Text, DateTimeOffset ExpiresAt)
{
    /// <summary>What every token begins with.</summary>
    public const string Prefix = "k8s-aws-v1.";

    // The server takes a token for 15 minutes after its signature, whatever X-Amz-Expires says.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(14);

    /// <summary>Signs a token. Nothing is sent anywhere.</summary>
    /// <param name="credentials">Whose token it is.</param>
    /// <param name="region">The cluster's region, whose STS is asked.</param>
    /// <param name="clusterName">The EKS cluster's name.</param>
    /// <param name="signedAt">The time of the signature.</param>
    /// <returns>The token.</returns>
    internal static EksToken Sign(AWSCredentials credentials, string region, string clusterName, DateTimeOffset signedAt)
    {
        var request = new AWSSigningRequest
        {
            HttpMethod = HttpMethod.Get,
            RequestUri = new Uri($"https://sts.{region}.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"),
            Headers = { ["x-k8s-aws-id"] = clusterName },
        };
        var parameters = new AWSSigV4Parameters
        {
            Credentials = credentials,
            Region = RegionEndpoint.GetBySystemName(region),
            Service = "sts",
            SignedAt = signedAt.UtcDateTime,
        };
        var url = AWSSigV4Signer.Presign(request, parameters, TimeSpan.FromSeconds(60)).Uri;
        return new EksToken(new Secret(Prefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(url.AbsoluteUri))), signedAt + Lifetime);
    }
}
