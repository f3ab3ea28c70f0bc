using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;

/// <summary>Compares pod templates, and names them by their hash.</summary>
internal static class PodTemplate
{
    public const string HashLabel = "pod-template-hash";

    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>Whether there is a container in it. A real server takes no others; this one does, and leaves them alone.</summary>
    public static bool CanRun(JsonObject owner) => owner["spec"]?["template"]?["spec"].Items("containers").Any() == true;

    /// <summary>A name of the template in the letters that a real cluster uses. The hash is our own.</summary>
    public static string Hash(JsonNode template)
    {
        var sum = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(template.ToJsonString()))
        {
            sum = unchecked((sum ^ b) * 16777619);
        }

        return string.Concat(sum.ToString(CultureInfo.InvariantCulture).Select(digit => Letters[digit % Letters.Length]));
    }

    /// <summary>Whether a ReplicaSet has a Deployment's template, but for the label that tells ReplicaSets apart.</summary>
    public static bool IsSame(JsonObject deployment, JsonObject set)
    {
        var ours = set["spec"]!["template"]!.DeepClone();
        (ours["metadata"]?["labels"] as JsonObject)?.Remove(HashLabel);
        return JsonNode.DeepEquals(ours, deployment["spec"]!["template"]);
    }

    /// <summary>A copy of labels (or of a template's labels) with the hash among them.</summary>
    public static JsonObject WithHash(JsonObject? labels, string hash)
    {
        var copy = labels?.DeepClone().AsObject() ?? [];
        copy[HashLabel] = hash;
        return copy;
    }
}
