using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>Moves environment variables that hold a secret value into a Secret of the workload, whose name follows its content.</summary>
/// <param name="secrets">The values.</param>
/// <param name="labels">Labels for what is made.</param>
internal sealed class SecretVariables(KnownSecrets secrets, Func<JsonObject> labels)
{
    private const int HashDigits = 10;

    public IReadOnlyList<Manifest> Apply(IReadOnlyList<Manifest> manifests)
    {
        var result = new List<Manifest>();
        foreach (var manifest in manifests)
        {
            if (PodTemplate.Open(manifest) is var (document, pod) && Found(pod) is { Count: > 0 } found)
            {
                result.Add(Move(manifest, found));
                result.Add(new Manifest(document));
            }
            else
            {
                result.Add(manifest);
            }
        }

        return result;
    }

    private List<(string Key, JsonObject Variable)> Found(JsonObject pod)
    {
        var found = new List<(string, JsonObject)>();
        foreach (var container in PodTemplate.Containers(pod))
        {
            foreach (var variable in PodTemplate.Objects(container, "env"))
            {
                if (variable["value"] is JsonValue value && value.TryGetValue<string>(out var text) && secrets.AreIn(text))
                {
                    found.Add(($"{(string?)container["name"]}.{(string?)variable["name"]}", variable));
                }
            }
        }

        return found;
    }

    private Manifest Move(Manifest owner, List<(string Key, JsonObject Variable)> found)
    {
        var data = new JsonObject();
        foreach (var (key, variable) in found)
        {
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes((string)variable["value"]!));
        }

        var name = $"{owner.Key.Name}-variables-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data.ToJsonString())))[..HashDigits]}";
        foreach (var (key, variable) in found)
        {
            variable.Remove("value");
            variable["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = name, ["key"] = key } };
        }

        return new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = owner.Key.NamespaceName, ["labels"] = labels() },
            ["type"] = "Opaque", ["data"] = data,
        });
    }
}
