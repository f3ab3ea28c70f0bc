using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>Names and addresses must fit into what they become part of.</summary>
internal static class NameRules
{
    // An ElastiCache replication group's id has at most 40 characters; role names with their suffixes need as much room below 64.
    private const int LongestNamespace = 40;

    // The first name of an ACM certificate has at most 64 characters, and it is the environment's domain.
    private const int LongestDomain = 64;

    private static readonly string[] Taken =
        ["apps", "bastion", "cache", "cdn", "mail", "meilisearch", "mongodb", "mysql", "preview", "redis", "studio"];

    /// <summary>Checks them.</summary>
    public static void Check(PlatformIdentity identity, FaultList faults)
    {
        faults.Unless(
            !string.IsNullOrWhiteSpace(identity.PlatformDescription),
            "PlatformDescription", "it is empty; give the platform's name for people, such as Your School.");
        CheckLengths(identity, faults);
        CheckParent(identity, faults);
        CheckSubdomains(identity, faults);
    }

    private static void CheckLengths(PlatformIdentity identity, FaultList faults)
    {
        var own = identity.ParentEnvironment is null ? identity.EnvironmentSubdomain : identity.Name;
        var parts = $"{own}-{identity.PlatformName}-{identity.PlatformRegion}";
        faults.Unless(
            parts.Length <= LongestNamespace,
            "PlatformName",
            $"'{identity.PlatformName}' is too long here: '{parts}' has {parts.Length} characters, and the names of servers, "
            + $"buckets and roles have room for {LongestNamespace}. Shorten PlatformName, PlatformRegion or EnvironmentSubdomain.");

        var above = identity.ParentEnvironment is null ? string.Empty : $".{identity.EnvironmentSubdomain}";
        var domain = $"{own}{above}.{identity.RootDomain}";
        faults.Unless(
            domain.Length <= LongestDomain,
            "RootDomain",
            $"'{identity.RootDomain}' makes the environment's domain {domain.Length} characters long, "
            + $"and a certificate has room for {LongestDomain}.");
    }

    private static void CheckParent(PlatformIdentity identity, FaultList faults)
    {
        if (identity.ParentEnvironment is not { } parent)
        {
            return;
        }

        if (parent == identity.Name)
        {
            faults.Add("ParentEnvironment", $"'{parent}' cannot be its own parent; name the main environment, such as prod.");
        }
        else if (identity.Name == identity.EnvironmentSubdomain || IsTaken(identity.Name))
        {
            faults.Add(
                "ParentEnvironment",
                $"'{parent}' has a host or names called '{identity.Name}' already; "
                + "call this additional environment otherwise, such as dev.");
        }

        faults.Unless(
            identity.Subdomains.Count == 0,
            "Subdomains",
            $"'{string.Join(", ", identity.Subdomains)}' belongs to the main environment; an additional environment has no further ones.");
    }

    private static void CheckSubdomains(PlatformIdentity identity, FaultList faults)
    {
        foreach (var label in identity.Subdomains)
        {
            faults.Unless(!IsTaken(label), "Subdomains", $"'{label}' is the name of a service of the platform; choose another.");
        }

        faults.Once("Subdomains", identity.Subdomains);
    }

    private static bool IsTaken(Label label) => Array.IndexOf(Taken, label.Text) >= 0;
}
