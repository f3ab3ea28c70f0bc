using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Who looks after the cluster's nodes.</summary>
public enum ComputeMode
{
    /// <summary>
    /// EKS Auto Mode: AWS chooses, starts, patches and stops nodes as pods need them, and brings storage and load balancing along.
    /// </summary>
    Auto,

    /// <summary>A managed node group of one instance type, with its add-ons and a cluster autoscaler.</summary>
    ManagedNodes,
}

/// <summary>What the cluster looks like.</summary>
/// <param name="Scope">Where it lives; the namespace is the cluster's name.</param>
public sealed record ClusterSettings(StackScope Scope)
{
    /// <summary>
    /// The Kubernetes version, two numbers. Default 1.35, which EKS supports at the ordinary price until March 2027
    /// (<see href="https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html">its calendar</see>).
    /// </summary>
    public string Version { get; init; } = "1.35";

    /// <summary>
    /// From which addresses the API server is reached over the internet. Default none: then it is reached from inside the VPC only.
    /// </summary>
    public IReadOnlyList<string> PublicAccessCidrs { get; init; } = [];

    /// <summary>
    /// The users and roles that may do everything in the cluster. Default none: then whoever creates the cluster may, and nobody else.
    /// Only the value at the cluster's creation decides about its creator.
    /// </summary>
    public IReadOnlyList<string> AdminPrincipalArns { get; init; } = [];

    /// <summary>Who looks after the nodes. Default EKS Auto Mode.</summary>
    public ComputeMode Compute { get; init; } = ComputeMode.Auto;

    /// <summary>The instance type of managed nodes. Default <c>t3.large</c>: 2 vCPU, 8 GiB.</summary>
    public string InstanceType { get; init; } = "t3.large";

    /// <summary>How few managed nodes there are, at least 0. Default 1.</summary>
    public int MinimumNodes { get; init; } = 1;

    /// <summary>How many managed nodes there may be, at least <see cref="MinimumNodes"/>. Default 5.</summary>
    public int MaximumNodes { get; init; } = 5;

    /// <summary>The disk of a managed node in GiB, at least 20. Default 50, because Open edX images are large.</summary>
    public int NodeDiskGib { get; init; } = 50;

    /// <summary>How long the control plane's logs are kept, in days; one of the numbers that CloudWatch offers. Default 90.</summary>
    public int LogRetentionDays { get; init; } = 90;

    /// <summary>Takes the settings from an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static ClusterSettings From(PlatformEnvironment environment) => new(PlatformScope.Shared(environment))
    {
        Version = environment.Cluster.Version.Text,
        PublicAccessCidrs = [.. environment.Cluster.PublicAccessCidrs.Select(cidr => cidr.Text)],
        AdminPrincipalArns = environment.Cluster.Admins,
        Compute = environment.Cluster.Compute == ClusterComputeMode.ManagedNodes ? ComputeMode.ManagedNodes : ComputeMode.Auto,
        InstanceType = environment.Cluster.NodeInstanceType.Text,
        MinimumNodes = environment.Cluster.MinimumNodes,
        MaximumNodes = environment.Cluster.MaximumNodes,
    };
}
