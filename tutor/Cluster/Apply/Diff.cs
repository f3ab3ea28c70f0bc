using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Asks the cluster what applying a set would change, and compares that with what is there.</summary>
internal sealed class Diff(ClusterObjects objects, ServerSideApply apply, Masking masking)
{
    /// <summary>What a plan says of an object whose fields this pipeline does not own yet.</summary>
    private static readonly FieldDifference Ownership = new("/metadata/managedFields", "others", ServerSideApply.Manager);

    /// <summary>Compares a set with the cluster, of which nothing is known.</summary>
    public Task<DiffResult> CompareAsync(ManifestSet set, bool adopts, DiffResult? before, CancellationToken cancellationToken) =>
        CompareAsync(set, adopts, before, Task.FromResult(Inventory.Empty), cancellationToken);

    /// <summary>Compares a set with the cluster. Nothing is changed.</summary>
    /// <param name="set">The objects.</param>
    /// <param name="adopts">Whether what kubectl applied is taken over.</param>
    /// <param name="before">An earlier look whose differences still hold for objects that have not changed since; null for none.</param>
    /// <param name="inventory">What is known of earlier deploys.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="TutorIdChangedException">The render has another ID than what runs.</exception>
    /// <exception cref="NotAdoptedException">Others made what is there.</exception>
    /// <exception cref="ManifestsRefusedException">The cluster would not take objects.</exception>
    public async Task<DiffResult> CompareAsync(
        ManifestSet set, bool adopts, DiffResult? before, Task<Inventory> inventory, CancellationToken cancellationToken)
    {
        var reading = LiveObjects.ReadAsync(objects, set, cancellationToken);
        await Task.WhenAll(reading, inventory);
        var (live, parts) = (await reading, new Dictionary<ManifestKey, string?>());
        foreach (var entry in (await inventory).Entries)
        {
            parts[entry.Key] = entry.Part;
        }

        CheckNamespace(set, live);
        TutorIdCheck.Check(set, live);
        if (!adopts)
        {
            Adoption.Check(set, live);
        }

        var scaled = ReplicasHandOver.Scaled(set);
        var (found, faults) = (new ConcurrentDictionary<ManifestKey, ObjectDifference>(), new ConcurrentBag<ManifestFault>());
        await InParallel.ForEachAsync(
            set.Items,
            async (item, token) =>
            {
                if (parts.GetValueOrDefault(item.Key) is { } part && part == OwnPart.Of(item, live[item.Key]))
                {
                    found[item.Key] = new ObjectDifference(item.Key, DifferenceKind.Unchanged, []);
                    return;
                }

                if (Kept(item, set, live, before) is { } kept)
                {
                    found[item.Key] = kept;
                    return;
                }

                var (difference, fault) = await CompareAsync(item, set, live, scaled, token);
                found[item.Key] = difference;
                if (fault is not null)
                {
                    faults.Add(fault);
                }
            },
            cancellationToken);
        return faults.IsEmpty ? new DiffResult(live, [.. set.Items.Select(item => found[item.Key])])
            : throw new ManifestsRefusedException(apply.Server, InOrder(set, faults), set.Items.Count, isBeforeAnything: true);
    }

    /// <summary>What an earlier look found and still holds: the same object in the same version, or still none.</summary>
    private static ObjectDifference? Kept(Manifest item, ManifestSet set, LiveObjects live, DiffResult? before)
    {
        var wasAsked = before is not null && (before.Live.NamespaceObject is not null || item.Key.NamespaceName != set.NamespaceName);
        return wasAsked && before!.Live.VersionOf(item.Key) == live.VersionOf(item.Key) ? before.Find(item.Key) : null;
    }

    private async Task<(ObjectDifference Difference, ManifestFault? Fault)> CompareAsync(
        Manifest item, ManifestSet set, LiveObjects live, IReadOnlySet<(string Kind, string Name)> scaled,
        CancellationToken cancellationToken)
    {
        var found = live[item.Key];
        if (found is null && item.Key.NamespaceName == set.NamespaceName && live.NamespaceObject is null)
        {
            // The server checks nothing in a namespace that is not there.
            return (new ObjectDifference(item.Key, DifferenceKind.Added, []), null);
        }

        var isAdopted = Adoption.IsNeeded(found);
        var answer = await apply.ApplyAsync(item, new ApplyMode(IsDryRun: true, IsForced: isAdopted), cancellationToken);
        if (answer.Object is null || found is null)
        {
            return (new ObjectDifference(item.Key, DifferenceKind.Added, []), answer.Fault);
        }

        var fields = new List<FieldDifference>(Comparison.Of(found, answer.Object, masking));
        AddGone(item, found, isAdopted, fields);
        if (ReplicasHandOver.IsNeeded(item, found, scaled))
        {
            fields.RemoveAll(field => field.Path == "/spec/replicas");
            fields.Add(new FieldDifference("/spec/replicas", found["spec"]!["replicas"]!.ToJsonString(), "left to the autoscaler"));
        }

        if (fields.Count == 0 && !JsonNode.DeepEquals(FieldOwnership.OurFields(found), FieldOwnership.OurFields(answer.Object)))
        {
            fields.Add(Ownership);
        }

        var kind = fields.Count == 0 ? DifferenceKind.Unchanged : DifferenceKind.Changed;
        return (new ObjectDifference(item.Key, kind, fields), null);
    }

    /// <summary>What kubectl applied and the manifest no longer has; a dry run does not show it before the ownership is handed
    /// over.</summary>
    private void AddGone(Manifest item, JsonObject found, bool isAdopted, List<FieldDifference> fields)
    {
        if (isAdopted && Adoption.LastAppliedOf(found) is { } applied)
        {
            foreach (var field in Comparison.Of(applied, item.Document, masking))
            {
                if (field.New is null)
                {
                    fields.Add(field);
                }
            }
        }
    }

    private void CheckNamespace(ManifestSet set, LiveObjects live)
    {
        // The server still answers 200 to an apply of a Namespace that is being deleted.
        if (live.NamespaceObject?["metadata"]?["deletionTimestamp"] is not null)
        {
            var key = new ManifestKey("", "Namespace", null, set.NamespaceName);
            var fault = new ManifestFault(
                key, ManifestFaultKind.NamespaceEnding, $"the namespace {set.NamespaceName} is being deleted",
                $"Wait until it is gone ('kubectl get namespace {set.NamespaceName}'), then run this again; if it stays, 'kubectl describe "
                + $"namespace {set.NamespaceName}' names the finalizer that holds it.");
            throw new ManifestsRefusedException(apply.Server, [fault], set.Items.Count, isBeforeAnything: true);
        }
    }

    private static List<ManifestFault> InOrder(ManifestSet set, IEnumerable<ManifestFault> faults)
    {
        var byKey = faults.ToDictionary(fault => fault.Key);
        return [.. set.Items.Where(item => byKey.ContainsKey(item.Key)).Select(item => byKey[item.Key])];
    }
}

/// <summary>What one look at a set and the cluster found.</summary>
/// <param name="Live">What the cluster had.</param>
/// <param name="Differences">One for each object of the set, in its order.</param>
internal sealed record DiffResult(LiveObjects Live, IReadOnlyList<ObjectDifference> Differences)
{
    private readonly Lazy<Dictionary<ManifestKey, ObjectDifference>> byKey = new(() => Differences.ToDictionary(d => d.Key));

    public ObjectDifference? Find(ManifestKey key) => byKey.Value.GetValueOrDefault(key);
}
