using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>A user or role and its name in the stack, which stays the same whoever else is added.</summary>
internal sealed record Principal(string LogicalName, string Arn);

/// <summary>Who gets into the cluster, and what they may do there.</summary>
internal static class ClusterAccess
{
    /// <summary>
    /// Names principals by what follows the account in their ARN; two that would share a name are told apart by a number.
    /// </summary>
    public static IEnumerable<Principal> Named(IEnumerable<string> arns) => arns
        .Distinct(StringComparer.Ordinal)
        .GroupBy(arn => LogicalNames.From(arn[(arn.LastIndexOf(':') + 1)..]), StringComparer.Ordinal)
        .SelectMany(group => group.Select((arn, index) => new Principal(index == 0 ? group.Key : $"{group.Key}_{index + 1}", arn)));

    /// <summary>Lets a principal in with one of EKS's own access policies, everywhere in the cluster.</summary>
    public static void Grant(StackBuilder stack, ClusterSettings settings, AwsEksCluster cluster, Principal principal, string policy)
    {
        var entry = stack.Add(new AwsEksAccessEntry(principal.LogicalName) { ClusterName = cluster.Name, PrincipalArn = principal.Arn });
        stack.Add(new AwsEksAccessPolicyAssociation(principal.LogicalName)
        {
            ClusterName = cluster.Name,
            PrincipalArn = entry.PrincipalArn,
            PolicyArn = $"arn:{settings.Scope.Partition}:eks::aws:cluster-access-policy/{policy}",
            AccessScope = new() { Type = "cluster" },
        });
    }
}
