using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>What Tutor rendered cannot be deployed.</summary>
public sealed class ManifestException : PipelineException
{
    private ManifestException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal static ManifestException NoYaml(Exception reason) => new(
        $"What 'kubectl kustomize' printed is no YAML: {reason.Message.TrimEnd('.')}. Look for a Tutor plugin that patches the Kubernetes files.", reason);

    internal static ManifestException NoObject(int number, string reason) => new(
        $"Document {number} of what 'kubectl kustomize' printed is no object: {reason} Look for a Tutor plugin that adds to the Kubernetes files.");

    internal static ManifestException Twice(ManifestKey key) => new(
        $"The render has {key} twice. Only one can be applied: look for two Tutor plugins that both make it, or for one that makes what the pipeline "
        + "makes itself.");

    internal static ManifestException Nothing() => new(
        "What 'kubectl kustomize' printed has no Deployment, so there is nothing to deploy. Run ConfigurePlatform again.");

    internal static ManifestException NoDigest(ManifestKey key, string image) => new(
        $"{key}: the image {image} is the platform's own and has no digest. Run PushImage, which writes down the digest of each image that it pushed.");

    internal static ManifestException Dangling(IReadOnlyList<string> faults) => new(
        "Pods would wait for ever for what does not exist:\n" + string.Concat(faults.Select(fault => $"  {fault}\n"))
        + "Make it with a Tutor plugin, create the Secret (SyncSecrets makes the platform's own), or take the reference out.");

    internal static ManifestException NoWorkload(string parameter, string workload, IEnumerable<string> known) => new(
        $"{parameter}: there is no Deployment {workload} in the render. It has {string.Join(", ", known)}.");

    internal static ManifestException NoCertificate() => new(
        "Ingress: an Application Load Balancer needs the certificate of the environment's zone, which is not known. Run ProvisionDns, or choose "
        + "--ingress caddy or --ingress class:NAME, which get certificates from LetsEncrypt.");

    internal static ManifestException NotScalable(string workload) => new(
        $"Autoscaling: the Deployment {workload} keeps its data on a volume that one pod alone can use, so it cannot be scaled. Leave it out.");
}
