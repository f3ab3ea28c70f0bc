using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>One deploy, from the second look at the cluster to the healthy release; whoever calls it has the right to deploy.</summary>
internal sealed class DeployRun(ApplySession session, DeployRequest request, IRollout rollout, IStageReport report, TimeProvider clock)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private readonly ApplySteps steps = new(session);

    /// <exception cref="ManifestsRefusedException">The cluster would not take objects; nothing was changed.</exception>
    /// <exception cref="DeployFailedException">Something was applied and does not run.</exception>
    public async Task RunAsync(PlanFacts facts, CancellationToken cancellationToken)
    {
        var set = facts.Set;
        var diff = await session.Diff.CompareAsync(
            set, request.Adopts, facts.Diff, Task.FromResult(facts.Inventory), cancellationToken);
        var inventory = facts.Inventory.With(set);
        await session.Inventories.WriteAsync(set.NamespaceName, inventory, cancellationToken);
        var release = await session.History.AddAsync(set, await request.Origin(cancellationToken), cancellationToken);
        report.Information($"Release {release.Number} of {set.NamespaceName}.");
        try
        {
            var changed = await steps.ApplyAsync(
                set, diff, (applied, areFirst) => PrepareAsync(set, applied, areFirst, cancellationToken), report, cancellationToken);
            await steps.NudgeAsync(set, diff, clock.GetUtcNow(), cancellationToken);

            // What an earlier deploy applied that did not end well is unchanged now, and may never have run.
            await rollout.WaitAsync(set, facts.IsLastHealthy ? changed : KeysOf(set), report, cancellationToken);
            await PruneAsync(set, inventory.With(set, steps.Parts), facts.Previous, cancellationToken);
        }
        catch (PipelineException e)
        {
            throw await FailAsync(release, inventory, e, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await EndQuietlyAsync(release, "it was interrupted");
            throw;
        }

        await session.History.EndAsync(release, ReleaseResult.Healthy, null, cancellationToken);
        await session.History.TrimAsync(cancellationToken);
    }

    // A platform without tables, or with a password that its servers do not know, is never ready.
    private async Task PrepareAsync(ManifestSet set, IReadOnlyList<ManifestKey> applied, bool areFirst, CancellationToken cancellationToken)
    {
        if (request.BeforeWorkloads is { } prepare)
        {
            await rollout.WaitAsync(set, applied, report, cancellationToken);
            await prepare(set, areFirst, report, cancellationToken);
        }
    }

    private static IReadOnlyList<ManifestKey> KeysOf(ManifestSet set) => [.. set.Items.Select(item => item.Key)];

    private async Task PruneAsync(ManifestSet set, Inventory inventory, Release? keep, CancellationToken cancellationToken)
    {
        var removable = await session.FindRemovableAsync(inventory, set, keep, cancellationToken);
        var gone = removable.Count == 0 ? [] : await session.Prune.RemoveAsync(removable, cancellationToken);
        await session.Inventories.WriteAsync(set.NamespaceName, inventory.Without(gone), cancellationToken);
        if (gone.Count > 0)
        {
            report.Information($"removed what is no longer part of the platform: {string.Join(", ", gone)}");
        }
    }

    /// <summary>Rolls back, unless it shall stay as it is, and says how that went.</summary>
    private async Task<DeployFailedException> FailAsync(
        Release release, Inventory inventory, PipelineException cause, CancellationToken cancellationToken)
    {
        await EndQuietlyAsync(release, FirstLine(cause.Message));
        if (request.OnFailure == OnFailure.Keep)
        {
            return DeployFailedException.Kept(request.NamespaceName, release, cause);
        }

        try
        {
            var healthy = ReleaseHistory.LastHealthy(await session.History.ListAsync(cancellationToken));
            if (healthy is null)
            {
                return DeployFailedException.First(request.NamespaceName, release, cause);
            }

            report.Warning($"Release {release.Number} failed; goes back to release {healthy.Number}. {FirstLine(cause.Message)}");
            await RestoreAsync(healthy, release, inventory, cancellationToken);
            await EndQuietlyAsync(release, $"rolled back to release {healthy.Number}: {FirstLine(cause.Message)}");
            return DeployFailedException.RolledBack(request.NamespaceName, release, healthy, cause);
        }
        catch (PipelineException e)
        {
            return DeployFailedException.Stuck(request.NamespaceName, release, cause, e);
        }
    }

    private async Task RestoreAsync(Release healthy, Release failed, Inventory inventory, CancellationToken cancellationToken)
    {
        var set = await session.History.LoadAsync(healthy.Number, cancellationToken);
        var diff = await session.Diff.CompareAsync(set, adopts: true, null, cancellationToken);
        var changed = await steps.ApplyAsync(set, diff, null, report, cancellationToken);
        await rollout.WaitAsync(set, changed, report, cancellationToken);

        // The failed release's ConfigMaps stay until the next deploy: its last pods may still be ending.
        await PruneAsync(set, inventory, failed, cancellationToken);
    }

    /// <summary>Writes an end down also when the deploy was cancelled or the cluster is gone.</summary>
    private async Task EndQuietlyAsync(Release release, string note)
    {
        try
        {
            using var limit = new CancellationTokenSource(LastWords);
            await session.History.EndAsync(release, ReleaseResult.Failed, note, limit.Token);
        }
        catch (Exception e) when (e is PipelineException or OperationCanceledException)
        {
            report.Warning($"Release {release.Number} could not be marked as failed; it stays marked as being deployed.");
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0];
}
