using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>Finds what pods refer to and nobody makes. Such pods wait for ever, and the cluster says so in events only.</summary>
internal sealed class ReferenceCheck
{
    private readonly Dictionary<(string Kind, string Name), JsonObject?> known = [];
    private readonly List<string> faults = [];

    private ReferenceCheck(IEnumerable<Manifest> made, IEnumerable<string> existingSecrets)
    {
        foreach (var name in existingSecrets)
        {
            known[("Secret", name)] = null;
        }

        known[("ServiceAccount", "default")] = null;
        foreach (var manifest in made)
        {
            known[(manifest.Key.Kind, manifest.Key.Name)] = manifest.Document;
        }
    }

    /// <param name="made">All that will be applied.</param>
    /// <param name="jobs">Job templates, whose pods refer to the same objects.</param>
    /// <param name="existingSecrets">Secrets that are there already.</param>
    public static void Check(IReadOnlyList<Manifest> made, IEnumerable<Manifest> jobs, IEnumerable<string> existingSecrets)
    {
        var check = new ReferenceCheck(made, existingSecrets);
        foreach (var manifest in made.Concat(jobs))
        {
            if (PodTemplate.Look(manifest) is { } pod)
            {
                check.Look(manifest.Key, pod);
            }
            else if (manifest.Key.Kind == "Ingress")
            {
                check.LookAtIngress(manifest);
            }
        }

        if (check.faults.Count > 0)
        {
            throw ManifestException.Dangling(check.faults);
        }
    }

    private void Look(ManifestKey owner, JsonObject pod)
    {
        Find(owner, "serviceAccountName", "ServiceAccount", (string?)pod["serviceAccountName"]);
        foreach (var secret in PodTemplate.Objects(pod, "imagePullSecrets"))
        {
            Find(owner, "imagePullSecrets", "Secret", (string?)secret["name"]);
        }

        foreach (var volume in PodTemplate.Objects(pod, "volumes"))
        {
            LookAtVolume(owner, volume, $"volume {(string?)volume["name"]}");
        }

        foreach (var container in PodTemplate.Containers(pod))
        {
            LookAtContainer(owner, container);
        }
    }

    private void LookAtVolume(ManifestKey owner, JsonObject volume, string field)
    {
        Find(owner, field, "ConfigMap", volume["configMap"], "name", KeysOf(volume["configMap"]));
        Find(owner, field, "Secret", volume["secret"], "secretName", KeysOf(volume["secret"]));
        Find(owner, field, "PersistentVolumeClaim", (string?)volume["persistentVolumeClaim"]?["claimName"]);
        foreach (var source in volume["projected"] is JsonObject projected ? PodTemplate.Objects(projected, "sources") : [])
        {
            Find(owner, field, "ConfigMap", source["configMap"], "name", KeysOf(source["configMap"]));
            Find(owner, field, "Secret", source["secret"], "name", KeysOf(source["secret"]));
        }
    }

    private void LookAtContainer(ManifestKey owner, JsonObject container)
    {
        var name = (string?)container["name"];
        foreach (var source in PodTemplate.Objects(container, "envFrom"))
        {
            Find(owner, $"envFrom of {name}", "ConfigMap", source["configMapRef"], "name", []);
            Find(owner, $"envFrom of {name}", "Secret", source["secretRef"], "name", []);
        }

        foreach (var variable in PodTemplate.Objects(container, "env"))
        {
            var (field, from) = ($"env {(string?)variable["name"]} of {name}", variable["valueFrom"]);
            Find(owner, field, "ConfigMap", from?["configMapKeyRef"], "name", [(string?)from?["configMapKeyRef"]?["key"]]);
            Find(owner, field, "Secret", from?["secretKeyRef"], "name", [(string?)from?["secretKeyRef"]?["key"]]);
        }
    }

    private void LookAtIngress(Manifest ingress)
    {
        foreach (var rule in PodTemplate.Objects(ingress.Document["spec"]!.AsObject(), "rules"))
        {
            foreach (var path in rule["http"] is JsonObject http ? PodTemplate.Objects(http, "paths") : [])
            {
                Find(ingress.Key, $"host {(string?)rule["host"]}", "Service", (string?)path["backend"]?["service"]?["name"]);
            }
        }
    }

    private static IEnumerable<string?> KeysOf(JsonNode? source) =>
        source is JsonObject owner ? PodTemplate.Objects(owner, "items").Select(item => (string?)item["key"]) : [];

    private void Find(ManifestKey owner, string field, string kind, JsonNode? reference, string nameField, IEnumerable<string?> keys)
    {
        if (reference is not JsonObject || reference["optional"] is JsonValue optional && optional.TryGetValue<bool>(out var may) && may)
        {
            return;
        }

        var name = (string?)reference[nameField];
        Find(owner, field, kind, name);
        if (name is null || !known.TryGetValue((kind, name), out var target) || target is null)
        {
            return;
        }

        foreach (var key in keys)
        {
            if (key is not null && target["data"]?[key] is null && target["binaryData"]?[key] is null)
            {
                faults.Add($"{owner}, {field}: {kind} {name} has no key {key}.");
            }
        }
    }

    private void Find(ManifestKey owner, string field, string kind, string? name)
    {
        if (name is not null && !known.ContainsKey((kind, name)))
        {
            faults.Add($"{owner}, {field}: there is no {kind} {name}.");
        }
    }
}
