using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>
/// Removes what an earlier release of this pipeline applied and the present one does not contain. Volumes, the namespace, objects of the
/// whole cluster and kinds that are not listed here always stay.
/// </summary>
internal sealed class Prune(ClusterObjects objects)
{
    private static readonly string[] Kinds =
    [
        "Deployment", "StatefulSet", "DaemonSet", "Service", "ConfigMap", "Secret", "ServiceAccount", "Role", "RoleBinding",
        "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy", "CronJob", "Ingress",
    ];

    /// <summary>What of the inventory can go. It is looked at again before it is deleted.</summary>
    /// <param name="inventory">What was applied.</param>
    /// <param name="set">The present release.</param>
    /// <param name="keep">ConfigMaps and Secrets of other releases that stay for the pods that may still read them, or may again.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<PruneItem>> FindAsync(
        Inventory inventory, ManifestSet set, IReadOnlySet<ManifestKey> keep, CancellationToken cancellationToken)
    {
        var present = new HashSet<ManifestKey>(set.Items.Select(item => item.Key));
        var candidates = inventory.Entries
            .Where(entry => !present.Contains(entry.Key) && IsPrunable(entry.Key, set.NamespaceName) && !IsKept(entry.Key, keep)).ToList();
        var found = new ConcurrentDictionary<ManifestKey, PruneItem>();
        await InParallel.ForEachAsync(
            candidates,
            async (entry, token) =>
            {
                var live = await objects.ReadAsync(entry.Key, entry.ApiVersion, token);
                if (live is null || IsRemovable(live))
                {
                    found[entry.Key] = new PruneItem(entry, (string?)live?["metadata"]?["uid"]);
                }
            },
            cancellationToken);
        return [.. candidates.Where(entry => found.ContainsKey(entry.Key)).Select(entry => found[entry.Key])];
    }

    /// <summary>Deletes what was found.</summary>
    /// <returns>The objects that are gone; those that were gone before are among them.</returns>
    /// <exception cref="ManifestsRefusedException">The cluster refuses.</exception>
    public async Task<IReadOnlyCollection<ManifestKey>> RemoveAsync(IReadOnlyList<PruneItem> items, CancellationToken cancellationToken)
    {
        await InParallel.ForEachAsync(
            items,
            (item, token) => item.Uid is null ? Task.CompletedTask
                : objects.DeleteAsync(item.Entry.Key, item.Entry.ApiVersion, item.Uid, token),
            cancellationToken);
        return [.. items.Select(item => item.Entry.Key)];
    }

    private static bool IsPrunable(ManifestKey key, string namespaceName) =>
        key.NamespaceName == namespaceName && Array.IndexOf(Kinds, key.Kind) >= 0;

    private static bool IsKept(ManifestKey key, IReadOnlySet<ManifestKey> keep) =>
        key.Kind is "ConfigMap" or "Secret" && keep.Contains(key);

    /// <summary>What has an owner is its owner's business, and what no longer carries our mark is somebody else's.</summary>
    private static bool IsRemovable(JsonObject live) =>
        live["metadata"]!["ownerReferences"] is not JsonArray { Count: > 0 } && FieldOwnership.IsOurs(live);
}

/// <summary>An object that can be removed.</summary>
/// <param name="Entry">The object.</param>
/// <param name="Uid">Which incarnation of it; null when it is gone already and only its entry is left.</param>
internal sealed record PruneItem(InventoryEntry Entry, string? Uid);
