namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>Makes the objects of a release from what <c>kubectl kustomize</c> prints and what was chosen. It reads and writes nothing.</summary>
public static class ManifestRendering
{
    private const string JobSuffix = "-job";

    /// <summary>Makes them.</summary>
    /// <param name="yaml">What <c>kubectl kustomize</c> printed of Tutor's environment. It holds secrets.</param>
    /// <param name="input">What is known besides.</param>
    /// <returns>The objects, Tutor's first. Objects of kind <c>Secret</c> hold secrets.</returns>
    /// <exception cref="ManifestException">The render is no set of objects, an image has no digest, or a reference leads nowhere.</exception>
    public static ManifestSet Render(string yaml, ManifestInput input)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(input);
        var environment = input.Environment;
        var own = new OwnObjects(environment.Names.Namespace, input.TutorId);
        var secrets = new KnownSecrets(input.Secrets);

        var all = RenderedYaml.Read(yaml);
        if (!all.Any(manifest => manifest.Key.Kind == "Deployment"))
        {
            throw ManifestException.Nothing();
        }

        all = ImagesByDigest.Apply(all, Digests(input), OwnRegistry(input));
        all = SecretConfigMaps.Apply(all, secrets);
        all = new SecretVariables(secrets, () => own.Labels).Apply(all);
        var scaling = new Autoscaling(all, environment.Deploy.Autoscaling);
        CheckNames(all, input);
        all = new Workloads(environment, scaling.Workloads).Apply(all);

        var ingress = new PlatformIngress(environment, input.CertificateArn, own);
        var items = ingress.WithLoadBalancer([.. all.Where(manifest => !IsTemplate(manifest))]).ToList();
        items.AddRange(SharedObjects.Objects(environment, own));
        items.AddRange(ingress.Objects());
        items.AddRange(scaling.Objects(own));
        items.AddRange(environment.Deploy.NetworkPolicies ? NetworkRules.Objects(own) : []);
        if (items.GroupBy(item => item.Key).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw ManifestException.Twice(twice.Key);
        }

        var jobs = all.Where(IsTemplate).ToDictionary(Service, job => Workloads.WithAccount(Service(job), job), StringComparer.Ordinal);
        ReferenceCheck.Check(items, jobs.Values, input.ExistingSecrets);
        return new ManifestSet(environment.Names.Namespace, input.TutorId, items) { JobTemplates = jobs };
    }

    /// <summary>Tutor's Jobs have no script before a task is run, and as they are they would never end.</summary>
    private static bool IsTemplate(Manifest manifest) => manifest.Key is { Group: "batch", Kind: "Job" };

    private static string Service(Manifest job) =>
        job.Key.Name.EndsWith(JobSuffix, StringComparison.Ordinal) ? job.Key.Name[..^JobSuffix.Length] : job.Key.Name;

    private static Dictionary<string, string> Digests(ManifestInput input) =>
        input.Images.ToDictionary(image => ImagesByDigest.RepositoryOf(image.Reference), image => image.Reference, StringComparer.Ordinal);

    private static string OwnRegistry(ManifestInput input)
    {
        var openEdx = ImagesByDigest.RepositoryOf(input.Environment.Images.OpenEdx.Text);
        return openEdx[..(openEdx.LastIndexOf('/') + 1)];
    }

    private static void CheckNames(IReadOnlyList<Manifest> all, ManifestInput input)
    {
        var known = all.Where(manifest => manifest.Key is { Group: "apps", Kind: "Deployment" }).Select(manifest => manifest.Key.Name).ToList();
        if (input.Environment.Deploy.Resources.FirstOrDefault(choice => !known.Contains(choice.Workload)) is { } stranger)
        {
            throw ManifestException.NoWorkload("Resources", stranger.Workload, known);
        }
    }
}
