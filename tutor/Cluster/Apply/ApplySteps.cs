using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Applies what differs, step after step.</summary>
internal sealed class ApplySteps(ApplySession session)
{
    private const int MostShown = 8;
    private const string RetriedAt = "tutorpipeline/retried-at";

    private readonly ConcurrentDictionary<ManifestKey, string> parts = new();
    private readonly Adoption adoption = new(session.Objects);
    private readonly ReplicasHandOver handOver = new(session.Apply);

    /// <summary>What came of the objects that were applied.</summary>
    public IReadOnlyDictionary<ManifestKey, string> Parts => parts;

    /// <summary>Applies the objects that a comparison found different.</summary>
    /// <param name="set">The objects of the release.</param>
    /// <param name="diff">The comparison.</param>
    /// <param name="beforeWorkloads">Called with what was applied so far, and whether no workload is there yet, before workloads are.</param>
    /// <param name="report">Takes what was applied.</param>
    /// <param name="cancellationToken">Ends it between objects.</param>
    /// <returns>Their keys, in the order of the set.</returns>
    /// <exception cref="ManifestsRefusedException">The cluster did not take objects of a step; later steps were not begun.</exception>
    public async Task<IReadOnlyList<ManifestKey>> ApplyAsync(
        ManifestSet set, DiffResult diff, Func<IReadOnlyList<ManifestKey>, bool, Task>? beforeWorkloads, IStageReport report,
        CancellationToken cancellationToken)
    {
        var scaled = ReplicasHandOver.Scaled(set);
        var changed = new HashSet<ManifestKey>();
        foreach (var step in ApplyOrder.Of(set.Items))
        {
            var items = step.Items.Where(item => diff.Find(item.Key)?.Kind != DifferenceKind.Unchanged).ToList();
            if (items.Count == 0)
            {
                continue;
            }

            if (step.Name == ApplyOrder.Workloads && beforeWorkloads is not null)
            {
                await beforeWorkloads([.. changed], step.Items.All(item => diff.Live[item.Key] is null));
            }

            var faults = new ConcurrentBag<ManifestFault>();
            await InParallel.ForEachAsync(
                items,
                async (item, token) =>
                {
                    if (await ApplyAsync(item, diff.Live[item.Key], scaled, token) is { } fault)
                    {
                        faults.Add(fault);
                    }
                },
                cancellationToken);
            if (!faults.IsEmpty)
            {
                throw new ManifestsRefusedException(session.Apply.Server, [.. faults], set.Items.Count, isBeforeAnything: false);
            }

            changed.UnionWith(items.Select(item => item.Key));
            report.Information($"{step.Name}: applied {Shown(items)}");
        }

        return [.. set.Items.Where(item => changed.Contains(item.Key)).Select(item => item.Key)];
    }

    /// <summary>
    /// Touches Deployments whose pods could not be made: the server tries again only after up to a quarter of an hour, and applying the
    /// same once more does not hurry it.
    /// </summary>
    public async Task NudgeAsync(ManifestSet set, DiffResult diff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var item in set.Items)
        {
            if (item.Key.Kind == "Deployment" && diff.Find(item.Key)?.Kind == DifferenceKind.Unchanged
                && HasReplicaFailure(diff.Live[item.Key]))
            {
                var annotations = new JsonObject { [RetriedAt] = $"{now.UtcDateTime:s}Z" };
                var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } };
                await session.Objects.PatchAsync(item.Key, item.ApiVersion, patch, ClusterCall.MergePatch, cancellationToken);
            }
        }
    }

    private async Task<ManifestFault?> ApplyAsync(
        Manifest item, JsonObject? live, IReadOnlySet<(string Kind, string Name)> scaled, CancellationToken cancellationToken)
    {
        if (live is not null && Adoption.IsNeeded(live))
        {
            live = await adoption.AdoptAsync(item, live, cancellationToken);
        }

        if (ReplicasHandOver.IsNeeded(item, live, scaled) && await handOver.HandOverAsync(item, live!, cancellationToken) is { } hindrance)
        {
            return hindrance;
        }

        var answer = await session.Apply.ApplyAsync(item, new ApplyMode(), cancellationToken);
        if (OwnPart.Of(item, answer.Object) is { } part)
        {
            parts[item.Key] = part;
        }

        return answer.Fault;
    }

    private static string Shown(List<Manifest> items)
    {
        var names = string.Join(", ", items.Take(MostShown).Select(item => item.Key));
        return items.Count > MostShown ? $"{names} and {items.Count - MostShown} more" : names;
    }

    private static bool HasReplicaFailure(JsonObject? live)
    {
        foreach (var condition in live?["status"]?["conditions"] as JsonArray ?? [])
        {
            if ((string?)condition?["type"] == "ReplicaFailure" && (string?)condition["status"] == "True")
            {
                return true;
            }
        }

        return false;
    }
}
