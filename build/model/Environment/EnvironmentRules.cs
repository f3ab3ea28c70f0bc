namespace TutorPipeline.Model.Environment;

/// <summary>One thing wrong with an environment's settings.</summary>
/// <param name="Parameter">The parameter's name, such as <c>MySqlPort</c>.</param>
/// <param name="Message">The value, what is wrong and what is allowed, in one sentence.</param>
public sealed record SettingFault(string Parameter, string Message);

/// <summary>What must hold between the values of one environment, each valid by itself. Limits are AWS's and Kubernetes' own.</summary>
public static class EnvironmentRules
{
    private const int LongestName = 63;

    /// <summary>Finds everything that is wrong.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>Every fault; empty when all is well.</returns>
    public static IReadOnlyList<SettingFault> Check(PlatformEnvironment environment) =>
    [
        .. CheckNames(environment), .. CheckParent(environment), .. CheckNetwork(environment.Network), .. CheckCluster(environment.Cluster),
        .. DatabaseRules.Check(environment),
    ];

    private static IEnumerable<SettingFault> CheckNames(PlatformEnvironment environment)
    {
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, RFC 1123 and the RDS API agree on 63 characters.
        string[] names =
        [
            environment.Names.StorageBucket, environment.Names.PrivateBucket, environment.Names.BackupBucket, environment.Names.MongoDbCluster + "-16",
        ];
        var longest = names.MaxBy(n => n.Length)!;
        if (longest.Length > LongestName)
        {
            yield return new SettingFault(
                "PlatformName",
                $"'{environment.Identity.PlatformName}' is too long here: the name '{longest}' that follows from it has {longest.Length} characters, and "
                + $"{LongestName} are allowed. Shorten PlatformName, PlatformRegion or EnvironmentSubdomain.");
        }

        if (string.IsNullOrWhiteSpace(environment.Identity.PlatformDescription))
        {
            yield return new SettingFault("PlatformDescription", "it is empty; give the platform's name for people, such as Your School.");
        }
    }

    private static IEnumerable<SettingFault> CheckParent(PlatformEnvironment environment)
    {
        var identity = environment.Identity;
        if (identity.ParentEnvironment == identity.Name)
        {
            yield return new SettingFault("ParentEnvironment", $"'{identity.Name}' cannot be its own parent; name the main environment, such as prod.");
        }

        if (identity.ParentEnvironment is not null && identity.Subdomains.Count > 0)
        {
            yield return new SettingFault(
                "Subdomains", $"'{string.Join(", ", identity.Subdomains)}' belongs to the main environment; an additional environment has no further ones.");
        }

        string[] taken = ["studio", "apps", "meilisearch", "cdn", "bastion", "mysql", "mongodb", "redis", "cache", "preview"];
        foreach (var label in identity.Subdomains.Where(s => taken.Contains(s.Text)))
        {
            yield return new SettingFault("Subdomains", $"'{label}' is the name of a service of the platform; choose another.");
        }

        foreach (var label in identity.Subdomains.GroupBy(s => s.Text).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return new SettingFault("Subdomains", $"'{label}' stands there more than once; name each once.");
        }
    }

    private static IEnumerable<SettingFault> CheckNetwork(NetworkChoices network)
    {
        if (network.VpcCidr.Network.PrefixLength is < 16 or > 24)
        {
            yield return new SettingFault("VpcCidr", $"'{network.VpcCidr}' does not fit a VPC of twelve subnets; give a prefix of 16 to 24 bits, such as 192.168.0.0/20.");
        }

        var zones = network.AvailabilityZones;
        if (zones.Count is < 2 or > 3 || zones.Distinct().Count() != zones.Count || zones.Any(z => z.Length != 1 || !char.IsAsciiLetterLower(z[0])))
        {
            yield return new SettingFault("AvailabilityZones", $"'{string.Join(' ', zones)}' is not allowed; give two or three different letters, such as a b c.");
        }
    }

    private static IEnumerable<SettingFault> CheckCluster(ClusterChoices cluster)
    {
        if (cluster.MinimumNodes < 0 || cluster.MaximumNodes < Math.Max(1, cluster.MinimumNodes))
        {
            yield return new SettingFault(
                "MaximumNodes", $"{cluster.MinimumNodes} to {cluster.MaximumNodes} nodes are not allowed; give a minimum of at least 0 and a maximum that is not below it.");
        }

        foreach (var open in cluster.PublicAccessCidrs.Where(c => c.Network.PrefixLength == 0))
        {
            yield return new SettingFault(
                "ClusterPublicAccessCidrs", $"'{open}' opens the cluster's API to the whole internet; name the ranges of your offices or VPN, or none.");
        }

        foreach (var arn in cluster.Admins.Where(a => !a.StartsWith("arn:aws:iam::", StringComparison.Ordinal)))
        {
            yield return new SettingFault("ClusterAdmins", $"'{arn}' is not the ARN of an IAM user or role; give one such as arn:aws:iam::123456789012:role/admin.");
        }
    }
}
