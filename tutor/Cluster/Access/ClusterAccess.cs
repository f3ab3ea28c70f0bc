using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using k8s.Authentication;
using k8s.Exceptions;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Cluster.Access;

/// <summary>How a cluster is reached.</summary>
public abstract record ClusterAccess
{
    private protected ClusterAccess()
    {
    }

    /// <summary>Makes the client's configuration.</summary>
    internal abstract KubernetesClientConfiguration Configure();
}

/// <summary>Reaches a cluster by what the cluster stack hands over.</summary>
/// <param name="Endpoint">The API server's address.</param>
/// <param name="CertificateAuthority">Its CA, base64-encoded PEM; null to trust the system's.</param>
/// <param name="Tokens">Where tokens come from.</param>
public sealed record EndpointAccess(Uri Endpoint, string? CertificateAuthority, IClusterTokens Tokens) : ClusterAccess
{
    /// <summary>Reaches an EKS cluster by its stack's outputs, with tokens made from the caller's own AWS credentials.</summary>
    /// <param name="cluster">The outputs.</param>
    /// <param name="region">The cluster's region.</param>
    /// <returns>The access.</returns>
    public static EndpointAccess Of(ClusterOutputs cluster, AwsRegion region) =>
        new(new Uri(cluster.Endpoint), cluster.CertificateAuthority, new EksTokens(region.Text, cluster.ClusterName));

    internal override KubernetesClientConfiguration Configure()
    {
        var configuration = new KubernetesClientConfiguration { Host = Endpoint.AbsoluteUri, TokenProvider = new Bearer(Tokens) };
        if (CertificateAuthority is null)
        {
            return configuration;
        }

        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(CertificateAuthority)));
            configuration.SslCaCerts = certificates;
            return configuration;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw new ClusterAccessException(
                $"The certificate authority of the cluster at {Endpoint} cannot be read: {e.Message}. It must be base64-encoded PEM, as "
                + "ProvisionCluster hands it over; run ProvisionCluster again, or reach the cluster with --kubeconfig.",
                e);
        }
    }

    private sealed class Bearer(IClusterTokens tokens) : ITokenProvider
    {
        public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken) =>
            new("Bearer", (await tokens.GetAsync(cancellationToken)).Reveal());
    }
}

/// <summary>Reaches a cluster by a kubeconfig file.</summary>
/// <param name="Path">The file; null for what kubectl would use (<c>KUBECONFIG</c>, <c>~/.kube/config</c>).</param>
/// <param name="Context">The context in it; null for the current one.</param>
public sealed record KubeconfigAccess(string? Path, string? Context) : ClusterAccess
{
    internal override KubernetesClientConfiguration Configure()
    {
        try
        {
            return KubernetesClientConfiguration.BuildConfigFromConfigFile(Path, Context);
        }
        catch (Exception e) when (e is KubeConfigException or IOException or UnauthorizedAccessException or YamlDotNet.Core.YamlException)
        {
            var file = Path ?? "the default kubeconfig";
            throw new ClusterAccessException(
                $"The cluster cannot be reached by {file}{(Context is null ? "" : $" with context {Context}")}: {e.Message}. "
                + "Check the file with 'kubectl config get-contexts', or name another with --kubeconfig and --context.",
                e);
        }
    }
}

/// <summary>What says how to reach the cluster cannot be used.</summary>
public sealed class ClusterAccessException : PipelineException
{
    internal ClusterAccessException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
