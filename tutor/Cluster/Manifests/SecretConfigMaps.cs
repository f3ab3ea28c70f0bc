using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>
/// Makes Secrets of ConfigMaps that hold a secret value, because Tutor writes passwords into settings and whoever may look at a namespace
/// may read its ConfigMaps. The names stay: they carry a hash of what is inside, by which pods notice a change.
/// </summary>
internal static class SecretConfigMaps
{
    public static IReadOnlyList<Manifest> Apply(IReadOnlyList<Manifest> manifests, KnownSecrets secrets)
    {
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var manifest in manifests)
        {
            if (manifest.Key is { Kind: "ConfigMap", Group: "" } && Values(manifest).Any(secrets.AreIn))
            {
                moved.Add(manifest.Key.Name);
            }
        }

        return [.. manifests.Select(manifest => manifest.Key is { Kind: "ConfigMap", Group: "" }
            ? moved.Contains(manifest.Key.Name) ? ToSecret(manifest) : manifest
            : Follow(manifest, moved))];
    }

    private static IEnumerable<string> Values(Manifest manifest) =>
        (manifest.Document["data"] as JsonObject ?? []).Select(entry => (string?)entry.Value ?? string.Empty);

    private static Manifest ToSecret(Manifest manifest)
    {
        var document = manifest.Document.DeepClone().AsObject();
        var data = new JsonObject();
        foreach (var (key, value) in document["data"]!.AsObject())
        {
            data[key] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes((string?)value ?? string.Empty));
        }

        foreach (var (key, value) in document["binaryData"] as JsonObject ?? [])
        {
            data[key] = (string?)value;
        }

        document.Remove("binaryData");
        document["kind"] = "Secret";
        document["type"] = "Opaque";
        document["data"] = data;
        return new Manifest(document);
    }

    private static Manifest Follow(Manifest manifest, HashSet<string> moved)
    {
        if (PodTemplate.Open(manifest) is not var (document, pod))
        {
            return manifest;
        }

        foreach (var volume in PodTemplate.Objects(pod, "volumes"))
        {
            Turn(volume, "configMap", "secret", "name", "secretName", moved);
            foreach (var source in volume["projected"] is JsonObject projected ? PodTemplate.Objects(projected, "sources") : [])
            {
                Turn(source, "configMap", "secret", "name", "name", moved);
            }
        }

        foreach (var container in PodTemplate.Containers(pod))
        {
            foreach (var source in PodTemplate.Objects(container, "envFrom"))
            {
                Turn(source, "configMapRef", "secretRef", "name", "name", moved);
            }

            foreach (var variable in PodTemplate.Objects(container, "env"))
            {
                if (variable["valueFrom"] is JsonObject from)
                {
                    Turn(from, "configMapKeyRef", "secretKeyRef", "name", "name", moved);
                }
            }
        }

        return new Manifest(document);
    }

    private static void Turn(JsonObject owner, string from, string to, string oldName, string newName, HashSet<string> moved)
    {
        if (owner[from] is JsonObject reference && (string?)reference[oldName] is { } name && moved.Contains(name))
        {
            owner.Remove(from);
            reference.Remove(oldName);
            reference[newName] = name;
            owner[to] = reference;
        }
    }
}
