using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>A role with what has to be attached before it is of use.</summary>
internal sealed record ClusterRole(AwsIamRole Role, IReadOnlyList<AwsIamRolePolicyAttachment> Permissions);

/// <summary>The roles of the control plane and of the nodes, with AWS's own policies for them.</summary>
internal static class ClusterRoles
{
    private static readonly string[] ControlPlanePolicies = ["AmazonEKSClusterPolicy"];

    private static readonly string[] AutoModePolicies =
        ["AmazonEKSBlockStoragePolicy", "AmazonEKSComputePolicy", "AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy"];

    private static readonly string[] AutoNodePolicies = ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodeMinimalPolicy"];

    // The network plug-in works with the node's role, because Pod Identity itself needs the network first.
    private static readonly string[] ManagedNodePolicies =
        ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonSSMManagedInstanceCore"];

    /// <summary>What EKS itself may do in the account.</summary>
    public static ClusterRole ControlPlane(StackBuilder stack, ClusterSettings settings) => WithPolicies(
        stack,
        settings,
        "cluster",
        AccessPolicy.TrustOf("eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"),
        settings.Compute == ComputeMode.Auto ? [.. ControlPlanePolicies, .. AutoModePolicies] : ControlPlanePolicies);

    /// <summary>What nodes may do in the account.</summary>
    public static ClusterRole Nodes(StackBuilder stack, ClusterSettings settings) => WithPolicies(
        stack,
        settings,
        "nodes",
        AccessPolicy.TrustOf("ec2.amazonaws.com", "sts:AssumeRole"),
        settings.Compute == ComputeMode.Auto ? AutoNodePolicies : ManagedNodePolicies);

    /// <summary>A role that pods take on.</summary>
    public static ClusterRole Pods(StackBuilder stack, ClusterSettings settings, string name, params string[] policies) =>
        WithPolicies(stack, settings, name, AccessPolicy.TrustOfPods(), policies);

    private static ClusterRole WithPolicies(
        StackBuilder stack, ClusterSettings settings, string name, Document trust, IEnumerable<string> policies)
    {
        var role = stack.Add(new AwsIamRole(name)
        {
            Name = $"{settings.Scope.Namespace}-{name.Replace('_', '-')}",
            AssumeRolePolicy = trust,
        });
        var permissions = stack.AddEach(policies, policy => new AwsIamRolePolicyAttachment($"{name}_{LogicalNames.From(policy)}")
        {
            Role = role.Name,
            PolicyArn = $"arn:{settings.Scope.Partition}:iam::aws:policy/{PathOf(policy)}",
        });
        return new ClusterRole(role, permissions);
    }

    // AWS keeps policies for its own service roles under a path.
    private static string PathOf(string policy) => policy == "AmazonEBSCSIDriverPolicy" ? $"service-role/{policy}" : policy;
}
