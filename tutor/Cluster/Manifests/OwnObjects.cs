using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>
/// Makes objects that Tutor does not render. They carry Tutor's instance label, by which a platform is found, and say that the pipeline
/// manages them; labels of Tutor's own objects stay as they are, because Deployments may never change their selectors.
/// </summary>
/// <param name="namespaceName">The platform's namespace.</param>
/// <param name="tutorId">Tutor's ID.</param>
internal sealed class OwnObjects(string namespaceName, string tutorId)
{
    private const string InstanceLabel = "app.kubernetes.io/instance";

    /// <summary>What tells the platform's pods from others.</summary>
    public JsonObject Instance => new() { [InstanceLabel] = $"openedx-{tutorId}" };

    public JsonObject Labels => new()
    {
        [InstanceLabel] = $"openedx-{tutorId}", ["app.kubernetes.io/part-of"] = "openedx", ["app.kubernetes.io/managed-by"] = "tutorpipeline",
    };

    /// <summary>The pods of one workload.</summary>
    public JsonObject PodsOf(string workload) => new()
    {
        ["matchLabels"] = new JsonObject { [InstanceLabel] = $"openedx-{tutorId}", ["app.kubernetes.io/name"] = workload },
    };

    public Manifest InNamespace(string apiVersion, string kind, string name, JsonObject content, JsonObject? annotations = null)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = namespaceName, ["labels"] = Labels };
        return Make(apiVersion, kind, metadata, content, annotations);
    }

    public Manifest InCluster(string apiVersion, string kind, string name, JsonObject content, JsonObject? annotations = null) =>
        Make(apiVersion, kind, new JsonObject { ["name"] = name, ["labels"] = Labels }, content, annotations);

    private static Manifest Make(string apiVersion, string kind, JsonObject metadata, JsonObject content, JsonObject? annotations)
    {
        if (annotations is not null)
        {
            metadata["annotations"] = annotations;
        }

        var document = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
        foreach (var (key, value) in content)
        {
            document[key] = value?.DeepClone();
        }

        return new Manifest(document);
    }
}
