using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Resources;

/// <summary>What clients ask first: versions, groups, resources.</summary>
internal static class Discovery
{
    public const string GitVersion = "v1.26.4";

    public static JsonObject Version() => new()
    {
        ["major"] = "1", ["minor"] = "26", ["gitVersion"] = GitVersion, ["gitCommit"] = "rehearsal", ["gitTreeState"] = "clean",
        ["buildDate"] = "2026-11-22T22:14:02Z", ["goVersion"] = "none", ["compiler"] = "gc", ["platform"] = "linux/amd64",
    };

    public static JsonObject Versions(string address) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(
            new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = address }),
    };

    public static JsonObject GroupList(bool isEks)
    {
        var groups = new JsonArray();
        foreach (var (group, versions) in isEks ? [.. ResourceTable.Groups, .. ResourceTable.EksGroups] : ResourceTable.Groups)
        {
            groups.Add(Group(group, versions));
        }

        return new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = groups };
    }

    /// <summary>The resources of one version; null when there is no such version.</summary>
    public static JsonObject? ResourceList(string groupVersion, bool isEks = false)
    {
        if (!ResourceTable.HasVersion(groupVersion, isEks))
        {
            return null;
        }

        var resources = new JsonArray();
        foreach (var resource in ResourceTable.All)
        {
            if (resource.GroupVersion == groupVersion)
            {
                resources.Add(Resource(resource));
            }
        }

        var list = new JsonObject { ["kind"] = "APIResourceList" };
        if (groupVersion != "v1")
        {
            list["apiVersion"] = "v1";
        }

        list["groupVersion"] = groupVersion;
        list["resources"] = resources;
        return list;
    }

    private static JsonObject Group(string group, string[] versions)
    {
        var list = new JsonArray();
        foreach (var version in versions)
        {
            list.Add(GroupVersion(group, version));
        }

        return new JsonObject { ["name"] = group, ["versions"] = list, ["preferredVersion"] = GroupVersion(group, versions[0]) };
    }

    private static JsonObject GroupVersion(string group, string version) =>
        new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    private static JsonObject Resource(ResourceType resource)
    {
        var entry = new JsonObject { ["name"] = resource.Name, ["singularName"] = "", ["namespaced"] = resource.Namespaced };
        if (resource.KindGroupVersion is { } other)
        {
            var slash = other.IndexOf('/', StringComparison.Ordinal);
            entry["group"] = other[..slash];
            entry["version"] = other[(slash + 1)..];
        }

        entry["kind"] = resource.Kind;
        entry["verbs"] = Words(resource.Verbs);
        if (resource.ShortNames.Length > 0)
        {
            entry["shortNames"] = Words(resource.ShortNames);
        }

        if (resource.Categories.Length > 0)
        {
            entry["categories"] = Words(resource.Categories);
        }

        if (resource.Hash is not null)
        {
            entry["storageVersionHash"] = resource.Hash;
        }

        return entry;
    }

    private static JsonArray Words(string[] words)
    {
        var array = new JsonArray();
        foreach (var word in words)
        {
            array.Add(word);
        }

        return array;
    }
}
