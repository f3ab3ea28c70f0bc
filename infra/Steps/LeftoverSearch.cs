using TutorPipeline.Infra.Calls;

namespace TutorPipeline.Infra.Steps;

/// <summary>What a cluster leaves behind.</summary>
internal enum LeftoverKind
{
    LoadBalancer,
    Volume,
    SecurityGroup,
}

/// <summary>Finds what controllers of a cluster made, by the tags that they set.</summary>
internal static class LeftoverSearch
{
    private static readonly (string Type, string Part, LeftoverKind Kind)[] Types =
    [
        ("elasticloadbalancing:loadbalancer", ":loadbalancer/", LeftoverKind.LoadBalancer),
        ("ec2:volume", ":volume/", LeftoverKind.Volume),
        ("ec2:security-group", ":security-group/", LeftoverKind.SecurityGroup),
    ];

    /// <summary>Each resource once, load balancers first: what others hang on.</summary>
    public static async Task<IReadOnlyList<(LeftoverKind Kind, string Id, string Arn)>> FindAsync(
        TagCalls find, string clusterName, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (LeftoverKind Kind, string Id, string Arn)>(StringComparer.Ordinal);
        foreach (var (key, value) in Tags(clusterName))
        {
            foreach (var resource in await find.FindAsync(key, value, [.. Types.Select(type => type.Type)], cancellationToken))
            {
                if (!IsOwnedElsewhere(resource) && Read(resource.Arn) is { } leftover)
                {
                    found[resource.Arn] = leftover;
                }
            }
        }

        return [.. found.Values.OrderBy(leftover => leftover.Kind).ThenBy(leftover => leftover.Arn, StringComparer.Ordinal)];
    }

    // The AWS Load Balancer Controller; EKS Auto Mode; the controllers built into Kubernetes and the EBS CSI driver.
    private static IEnumerable<(string Key, string Value)> Tags(string clusterName) =>
    [
        ("elbv2.k8s.aws/cluster", clusterName), ("eks:eks-cluster-name", clusterName), ($"kubernetes.io/cluster/{clusterName}", "owned"),
    ];

    // EKS removes the cluster's own security group itself, and a stack what it made.
    private static bool IsOwnedElsewhere(TaggedResource resource) =>
        resource.Tags.ContainsKey("aws:eks:cluster-name") || resource.Tags.GetValueOrDefault("ManagedBy") == "TutorPipeline";

    private static (LeftoverKind Kind, string Id, string Arn)? Read(string arn)
    {
        foreach (var (_, part, kind) in Types)
        {
            var at = arn.IndexOf(part, StringComparison.Ordinal);
            if (at >= 0)
            {
                return (kind, arn[(at + part.Length)..], arn);
            }
        }

        return null;
    }
}
