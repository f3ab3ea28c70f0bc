namespace TutorPipeline.Rehearsal.KubernetesApi.Resources;

/// <summary>All resources of the server, read from the table that is compiled in.</summary>
internal static class ResourceTable
{
    private static readonly string[] AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    private static readonly Dictionary<string, ResourceType> ByName = [];

    static ResourceTable()
    {
        All = Read();
        foreach (var resource in All)
        {
            ByName[$"{resource.GroupVersion}/{resource.Name}"] = resource;
        }
    }

    public static IReadOnlyList<ResourceType> All { get; }

    /// <summary>Every group and its versions, the preferred first, in the order in which a real server lists them.</summary>
    public static IReadOnlyList<(string Group, string[] Versions)> Groups { get; } =
    [
        ("apiregistration.k8s.io", ["v1"]), ("apps", ["v1"]), ("events.k8s.io", ["v1"]), ("authentication.k8s.io", ["v1"]),
        ("authorization.k8s.io", ["v1"]), ("autoscaling", ["v2", "v1"]), ("batch", ["v1"]), ("certificates.k8s.io", ["v1"]),
        ("networking.k8s.io", ["v1"]), ("policy", ["v1"]), ("rbac.authorization.k8s.io", ["v1"]), ("storage.k8s.io", ["v1", "v1beta1"]),
        ("admissionregistration.k8s.io", ["v1"]), ("apiextensions.k8s.io", ["v1"]), ("scheduling.k8s.io", ["v1"]),
        ("coordination.k8s.io", ["v1"]), ("node.k8s.io", ["v1"]), ("discovery.k8s.io", ["v1"]),
        ("flowcontrol.apiserver.k8s.io", ["v1beta3", "v1beta2"]),
    ];

    /// <summary>The groups that EKS Auto Mode adds.</summary>
    public static IReadOnlyList<(string Group, string[] Versions)> EksGroups { get; } = [("eks.amazonaws.com", ["v1"]), ("karpenter.sh", ["v1"])];

    public static ResourceType? Find(string groupVersion, string name) => ByName.GetValueOrDefault($"{groupVersion}/{name}");

    public static ResourceType ByStorageKey(string key)
    {
        foreach (var resource in All)
        {
            if (resource.StorageKey == key)
            {
                return resource;
            }
        }

        throw new InvalidOperationException($"The table of resources has no {key}; the state file is of another version: delete it.");
    }

    public static bool HasVersion(string groupVersion, bool isEks)
    {
        foreach (var (group, versions) in isEks ? [.. Groups, .. EksGroups] : Groups)
        {
            foreach (var version in versions)
            {
                if (groupVersion == $"{group}/{version}")
                {
                    return true;
                }
            }
        }

        return groupVersion == "v1";
    }

    private static List<ResourceType> Read()
    {
        using var stream = typeof(ResourceTable).Assembly.GetManifestResourceStream("Resources.tsv")!;
        using var reader = new StreamReader(stream);
        var resources = new List<ResourceType>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Length > 0)
            {
                resources.Add(Parse(line.Split('\t')));
            }
        }

        return resources;
    }

    private static ResourceType Parse(string[] c)
    {
        var slash = c[0].IndexOf('/', StringComparison.Ordinal);
        return new ResourceType(
            slash < 0 ? "" : c[0][..slash], c[0][(slash + 1)..], c[1], c[2], c[3] == "namespaced",
            c[4] == "*" ? AllVerbs : c[4].Split(','), Words(c[5]), Words(c[6]), c[7] == "-" ? null : c[7], c[8] == "-" ? null : c[8]);
    }

    private static string[] Words(string cell) => cell == "-" ? [] : cell.Split(',');
}
