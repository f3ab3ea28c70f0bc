using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>What the cluster has of the objects of a set, as one look saw it.</summary>
internal sealed class LiveObjects
{
    /// <summary>A kind with this many objects in the set is listed; single ones are read one by one.</summary>
    private const int WorthAList = 3;

    private readonly ConcurrentDictionary<ManifestKey, JsonObject> found = new();

    private LiveObjects(JsonObject? namespaceObject) => NamespaceObject = namespaceObject;

    /// <summary>The namespace; null when it is not there.</summary>
    public JsonObject? NamespaceObject { get; }

    public JsonObject? this[ManifestKey key] => found.GetValueOrDefault(key);

    /// <summary>The objects' versions, by which a later look tells whether anything was changed.</summary>
    public string? VersionOf(ManifestKey key) => (string?)this[key]?["metadata"]?["resourceVersion"];

    public static async Task<LiveObjects> ReadAsync(ClusterObjects objects, ManifestSet set, CancellationToken cancellationToken)
    {
        var namespaceKey = new ManifestKey("", "Namespace", null, set.NamespaceName);
        var live = new LiveObjects(await objects.ReadAsync(namespaceKey, "v1", cancellationToken));
        if (live.NamespaceObject is { } own)
        {
            live.found[namespaceKey] = own;
        }

        var reads = new List<Func<CancellationToken, Task>>();
        foreach (var ((apiVersion, kind, namespaceName), items) in Groups(set))
        {
            if (namespaceName is not null && namespaceName == set.NamespaceName && live.NamespaceObject is null)
            {
                continue;
            }

            if (namespaceName is not null && items.Count >= WorthAList)
            {
                reads.Add(token => live.ListAsync(objects, items, apiVersion, kind, namespaceName, token));
                continue;
            }

            foreach (var item in items)
            {
                reads.Add(token => live.ReadAsync(objects, item, token));
            }
        }

        await InParallel.ForEachAsync(reads, (read, token) => read(token), cancellationToken);
        return live;
    }

    private static Dictionary<(string ApiVersion, string Kind, string? NamespaceName), List<Manifest>> Groups(ManifestSet set)
    {
        var groups = new Dictionary<(string, string, string?), List<Manifest>>();
        foreach (var item in set.Items)
        {
            var group = (item.ApiVersion, item.Key.Kind, item.Key.NamespaceName);
            if (!groups.TryGetValue(group, out var items))
            {
                groups[group] = items = [];
            }

            items.Add(item);
        }

        return groups;
    }

    private async Task ListAsync(
        ClusterObjects objects, List<Manifest> items, string apiVersion, string kind, string namespaceName,
        CancellationToken cancellationToken)
    {
        // The releases that are kept are large, and none of them is part of a set.
        var selector = kind == "Secret" ? "!tutorpipeline/release" : null;
        var byName = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var item in await objects.ListAsync(apiVersion, kind, namespaceName, selector, cancellationToken))
        {
            byName[(string)item["metadata"]!["name"]!] = item;
        }

        foreach (var item in items)
        {
            if (byName.TryGetValue(item.Key.Name, out var value))
            {
                found[item.Key] = value;
            }
        }
    }

    private async Task ReadAsync(ClusterObjects objects, Manifest item, CancellationToken cancellationToken)
    {
        if (await objects.ReadAsync(item.Key, item.ApiVersion, cancellationToken) is { } value)
        {
            found[item.Key] = value;
        }
    }
}
