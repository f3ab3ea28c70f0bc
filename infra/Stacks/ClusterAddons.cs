using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Add-ons that EKS installs and keeps working with the cluster's version.</summary>
internal static class ClusterAddons
{
    /// <summary>Adds one in the version that EKS recommends for the cluster's; with a role, its pods take that on.</summary>
    public static AwsEksAddon Add(
        StackBuilder stack,
        AwsEksCluster cluster,
        string name,
        IReadOnlyList<Element> after,
        (AwsIamRole Role, string ServiceAccount)? identity = null) =>
        stack.Add(new AwsEksAddon(name.Replace('-', '_'))
        {
            ClusterName = cluster.Name,
            AddonName = name,
            ResolveConflictsOnCreate = "OVERWRITE",
            ResolveConflictsOnUpdate = "OVERWRITE",
            PodIdentityAssociation = identity is var (role, account) ? [new() { RoleArn = role.Arn, ServiceAccount = account }] : [],
            DependsOn = after,
        });
}
