namespace TutorPipeline.Model.Environment;

/// <summary>How the platform runs in its cluster.</summary>
/// <param name="Ingress">How browsers reach it.</param>
/// <param name="Autoscaling">Workloads that are scaled otherwise than by default.</param>
/// <param name="Resources">Workloads that ask for other resources than by default.</param>
/// <param name="NetworkPolicies">Whether only the entry and the platform's own pods may connect to its pods.</param>
/// <param name="NodePoolCpus">How many CPUs a node pool of the platform's own may have; null for no such pool.</param>
public sealed record DeployChoices(
    IngressChoice Ingress,
    IReadOnlyList<AutoscalingChoice> Autoscaling,
    IReadOnlyList<ResourceChoice> Resources,
    bool NetworkPolicies,
    int? NodePoolCpus)
{
    /// <summary>The theme of LMS and Studio, as its folder in the image is called; null for the only theme repository's, if there is one.</summary>
    public string? Theme { get; init; }

    /// <summary>What holds when nothing is chosen.</summary>
    public static DeployChoices Default { get; } = new(IngressChoice.Alb, [], [], true, null);
}
