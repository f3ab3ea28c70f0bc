namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>What the kubelet's parts share.</summary>
internal sealed record Node(Cluster Cluster, ImageRules Images, Runtime Runtime)
{
    private int addresses = 1;

    public References References { get; } = new(Cluster);

    /// <summary>An address for a pod. They come from a range that is set aside for tests of networks.</summary>
    public string NextAddress()
    {
        addresses++;
        return $"198.18.{addresses / 250 % 250}.{addresses % 250 + 1}";
    }
}
