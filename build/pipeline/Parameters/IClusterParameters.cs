using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>The cluster and the image registry.</summary>
public interface IClusterParameters : INukeBuild
{
    /// <summary>The Kubernetes version.</summary>
    [Parameter("Kubernetes version of the EKS cluster, major and minor")]
    KubernetesVersion ClusterVersion => TryGetValue(() => ClusterVersion) ?? KubernetesVersion.Parse("1.35", null);

    /// <summary>Who reaches the API over the internet.</summary>
    [Parameter("Ranges from which the cluster's API is reached over the internet; none: from inside the VPC only")]
    CidrBlock[] ClusterPublicAccessCidrs => TryGetValue(() => ClusterPublicAccessCidrs) ?? [];

    /// <summary>The administrators.</summary>
    [Parameter("ARNs of IAM users and roles that may do everything in the cluster")]
    string[] ClusterAdmins => TryGetValue(() => ClusterAdmins) ?? [];

    /// <summary>Who looks after the nodes.</summary>
    [Parameter("Who looks after the nodes: EKS Auto Mode, or a managed node group with an autoscaler")]
    ClusterComputeMode ClusterCompute => TryGetValue<ClusterComputeMode?>(() => ClusterCompute) ?? ClusterComputeMode.Auto;

    /// <summary>The type of managed nodes.</summary>
    [Parameter("EC2 type of managed nodes (t3.large: 2 vCPU, 8 GiB)")]
    Ec2InstanceType NodeInstanceType => TryGetValue(() => NodeInstanceType) ?? Ec2InstanceType.Parse("t3.large", null);

    /// <summary>The fewest managed nodes.</summary>
    [Parameter("Fewest managed nodes, at least 0")]
    int MinimumNodes => TryGetValue<int?>(() => MinimumNodes) ?? 1;

    /// <summary>The most managed nodes.</summary>
    [Parameter("Most managed nodes, at least the minimum")]
    int MaximumNodes => TryGetValue<int?>(() => MaximumNodes) ?? 5;

    /// <summary>The repositories' prefix.</summary>
    [Parameter("What stands before every ECR repository's name, with its slash; a second platform in one account needs one")]
    string RepositoryPrefix => TryGetValue(() => RepositoryPrefix) ?? string.Empty;

    /// <summary>How many images are kept.</summary>
    [Parameter("How many images of a repository are kept, 1 to 1000")]
    int KeptImages => TryGetValue<int?>(() => KeptImages) ?? 50;
}
