using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>Gives Tutor's Deployments what Tutor leaves out: probes, deadlines, resources, service accounts.</summary>
/// <param name="environment">The environment.</param>
/// <param name="scaled">The Deployments that an autoscaler sizes.</param>
internal sealed class Workloads(PlatformEnvironment environment, IReadOnlySet<string> scaled)
{
    // A container that crashes a second after its start counts as available without this, and takes healthy pods with it.
    private const int MinimumReadySeconds = 15;
    private const int ProgressDeadlineSeconds = 600;

    /// <summary>The workloads that run the platform's own code and use AWS.</summary>
    private static readonly HashSet<string> Platform = new(["lms", "cms", "lms-worker", "cms-worker"], StringComparer.Ordinal);

    private readonly Probes probes = new(environment);
    private readonly ContainerResources resources = new(environment.Deploy.Resources);

    public IReadOnlyList<Manifest> Apply(IReadOnlyList<Manifest> manifests) =>
        [.. manifests.Select(manifest => manifest.Key is { Group: "apps", Kind: "Deployment" } ? Apply(manifest) : manifest)];

    /// <summary>Job templates run the platform's code too, and need its account.</summary>
    public static Manifest WithAccount(string service, Manifest job)
    {
        if (!Platform.Contains(service) || PodTemplate.Open(job) is not var (document, pod))
        {
            return job;
        }

        pod["serviceAccountName"] = ServiceAccounts.OpenEdx;
        return new Manifest(document);
    }

    private Manifest Apply(Manifest manifest)
    {
        var (document, pod) = PodTemplate.Open(manifest)!.Value;
        var (name, spec) = (manifest.Key.Name, document["spec"]!.AsObject());
        spec["minReadySeconds"] ??= MinimumReadySeconds;
        spec["progressDeadlineSeconds"] ??= ProgressDeadlineSeconds;
        if (scaled.Contains(name))
        {
            spec.Remove("replicas");
        }

        if (Platform.Contains(name))
        {
            pod["serviceAccountName"] = ServiceAccounts.OpenEdx;
        }

        if (PodTemplate.Objects(pod, "containers").FirstOrDefault() is { } container)
        {
            probes.AddTo(name, container);
            resources.AddTo(name, container);
        }

        return new Manifest(document);
    }
}
