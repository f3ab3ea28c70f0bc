using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>What runs containers on the node. This one pretends to.</summary>
internal class Runtime
{
    /// <param name="pod">The container's pod.</param>
    /// <param name="container">The container, as the pod's spec has it.</param>
    /// <param name="image">What is known of its image.</param>
    public virtual Container Start(JsonObject pod, JsonObject container, ImageRule image) =>
        new() { StartError = image.StartError, Log = Written(image) };

    /// <summary>Goes on with a container that ran when an earlier server ended.</summary>
    public virtual Container Adopt(JsonObject pod) => new();

    /// <summary>Throws away what was kept for a pod that is gone.</summary>
    public virtual void Forget(JsonObject pod)
    {
    }

    protected static ContainerLog Written(ImageRule image)
    {
        var log = new ContainerLog();
        foreach (var line in image.Log)
        {
            log.Add(line);
        }

        return log;
    }
}
