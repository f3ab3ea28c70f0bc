using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>Ranges, zones, nodes and who gets in.</summary>
internal static class NetworkRules
{
    // https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html.
    private const int MostPublicRanges = 40;

    /// <summary>Checks them.</summary>
    public static void Check(PlatformEnvironment environment, FaultList faults)
    {
        CheckNetwork(environment.Network, faults);
        CheckCluster(environment.Cluster, faults);
        CheckBastion(environment.Bastion, faults);
    }

    private static void CheckNetwork(NetworkChoices network, FaultList faults)
    {
        faults.Unless(
            network.VpcCidr.Network.PrefixLength is >= 16 and <= 24,
            "VpcCidr",
            $"'{network.VpcCidr}' does not fit a VPC of twelve subnets; give a prefix of 16 to 24 bits, such as 192.168.0.0/20.");

        var zones = network.AvailabilityZones;
        var areLetters = zones.Count is 2 or 3;
        for (var i = 0; i < zones.Count; i++)
        {
            areLetters &= zones[i] is [>= 'a' and <= 'z'] && (i == 0 || zones[i] != zones[i - 1]) && (i < 2 || zones[i] != zones[i - 2]);
        }

        faults.Unless(
            areLetters,
            "AvailabilityZones",
            $"'{string.Join(' ', zones)}' is not allowed; give two or three different letters, such as a b c.");
    }

    private static void CheckCluster(ClusterChoices cluster, FaultList faults)
    {
        faults.Unless(
            cluster.MinimumNodes >= 0 && cluster.MaximumNodes >= Math.Max(1, cluster.MinimumNodes),
            "MaximumNodes",
            $"{cluster.MinimumNodes} to {cluster.MaximumNodes} nodes are not allowed; "
            + "give a minimum of at least 0 and a maximum that is not below it.");
        CheckClosed("ClusterPublicAccessCidrs", "the cluster's API", cluster.PublicAccessCidrs, faults);
        faults.Unless(
            cluster.PublicAccessCidrs.Count <= MostPublicRanges,
            "ClusterPublicAccessCidrs", $"{cluster.PublicAccessCidrs.Count} ranges are not allowed; EKS takes at most {MostPublicRanges}.");
        foreach (var arn in cluster.Admins)
        {
            faults.Unless(
                IsPrincipal(arn),
                "ClusterAdmins", $"'{arn}' is not the ARN of an IAM user or role; give one such as arn:aws:iam::123456789012:role/admin.");
        }

        faults.Once("ClusterAdmins", cluster.Admins);
    }

    private static void CheckBastion(BastionChoices bastion, FaultList faults)
    {
        CheckClosed("BastionAllowedCidrs", "SSH on the bastion", bastion.AllowedCidrs, faults);
        faults.Unless(
            bastion.AllowedCidrs.Count == 0 || !string.IsNullOrWhiteSpace(bastion.KeyName),
            "BastionKeyName",
            "it is missing, and SSH from BastionAllowedCidrs needs a key; name an EC2 key pair, or list no range and use Session Manager.");
    }

    private static void CheckClosed(string parameter, string what, IReadOnlyList<CidrBlock> ranges, FaultList faults)
    {
        foreach (var range in ranges)
        {
            faults.Unless(
                range.Network.PrefixLength > 0,
                parameter, $"'{range}' opens {what} to the whole internet; name the ranges of your offices or VPN, or none.");
        }

        faults.Once(parameter, ranges);
    }

    private static bool IsPrincipal(string arn) =>
        arn.Split(':') is ["arn", "aws", "iam", "", { Length: 12 } account, var name]
        && Characters.AreDigits(account)
        && (name.StartsWith("user/", StringComparison.Ordinal) || name.StartsWith("role/", StringComparison.Ordinal))
        && name[^1] != '/' && Characters.AreLettersOrDigits(name.AsSpan(5), "/+=,.@_-");
}
