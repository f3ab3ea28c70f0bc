namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>Replaces the platform's own images by exactly those that were pushed, whatever their tags name later.</summary>
internal static class ImagesByDigest
{
    /// <param name="manifests">What was rendered.</param>
    /// <param name="digests">How to pull each image of ours, by its repository.</param>
    /// <param name="ownRegistry">What the names of all images of ours begin with: the registry and its slash.</param>
    public static IReadOnlyList<Manifest> Apply(IReadOnlyList<Manifest> manifests, IReadOnlyDictionary<string, string> digests, string ownRegistry) =>
        [.. manifests.Select(manifest => Apply(manifest, digests, ownRegistry))];

    /// <summary>The repository of an image: its name without tag and digest.</summary>
    public static string RepositoryOf(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }

    private static Manifest Apply(Manifest manifest, IReadOnlyDictionary<string, string> digests, string ownRegistry)
    {
        if (PodTemplate.Open(manifest) is not var (document, pod))
        {
            return manifest;
        }

        foreach (var container in PodTemplate.Containers(pod))
        {
            var image = (string?)container["image"] ?? string.Empty;
            if (digests.TryGetValue(RepositoryOf(image), out var reference))
            {
                container["image"] = reference;
            }
            else if (image.StartsWith(ownRegistry, StringComparison.Ordinal) && !image.Contains("@sha256:", StringComparison.Ordinal))
            {
                throw ManifestException.NoDigest(manifest.Key, image);
            }
        }

        return new Manifest(document);
    }
}
