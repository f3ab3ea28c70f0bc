using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>What runs containers on the node.</summary>
internal class Runtime
{
    /// <param name="pod">The container's pod.</param>
    /// <param name="container">The container, as the pod's spec has it.</param>
    /// <param name="image">What is known of its image.</param>
    /// <param name="start">The how-manieth start it is, from 1.</param>
    public virtual Container Start(JsonObject pod, JsonObject container, ImageRule image, int start) =>
        new() { StartError = image.StartError };

    /// <summary>Goes on with a container that ran when an earlier server ended.</summary>
    public virtual Container Adopt() => new();
}
