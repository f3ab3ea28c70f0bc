using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>What a dry run found for one planned target.</summary>
internal sealed record DryRunTarget(PlannedTarget Planned, IReadOnlyList<ReportedChange> Changes, IReadOnlyList<ReportedGap> Gaps);

/// <summary>Sorts what a dry run found by target, in plan order.</summary>
internal static class DryRunPlan
{
    /// <summary>
    /// Every planned target. A skipped one says so with a change of kind <c>skip</c>; one that could not be planned has one of kind
    /// <c>unknown</c>, so that its silence is not taken for "no change".
    /// </summary>
    public static IReadOnlyList<DryRunTarget> Of(RunStarted started, RunFinished finished)
    {
        var ends = new Dictionary<string, TargetFinished>(StringComparer.Ordinal);
        foreach (var target in finished.Targets)
            ends[target.Target] = target;
        var changes = ByTarget(finished.Changes, static c => c.Target);
        var gaps = ByTarget(finished.Gaps, static g => g.Target);
        var result = new List<DryRunTarget>(started.Plan.Count);
        foreach (var planned in started.Plan)
        {
            var own = changes.GetValueOrDefault(planned.Name) ?? [];
            if (ends.TryGetValue(planned.Name, out var end) && OfStatus(planned, end) is { } change)
                own.Add(change);
            result.Add(new DryRunTarget(planned, own, gaps.GetValueOrDefault(planned.Name) ?? []));
        }

        return result;
    }

    /// <summary>The changes to count: those reported, and in a dry run those that skipped and unplanned targets stand for.</summary>
    public static IReadOnlyList<ReportedChange> Changes(RunStarted started, RunFinished finished)
    {
        if (!started.IsDryRun)
            return finished.Changes;
        var changes = new List<ReportedChange>();
        foreach (var target in Of(started, finished))
            changes.AddRange(target.Changes);
        return changes;
    }

    private static ReportedChange? OfStatus(PlannedTarget planned, TargetFinished end) => end.Status switch
    {
        TargetStatus.Skipped => new(planned.Name, "skip", planned.Name, end.Note ?? planned.SkipReason),
        TargetStatus.Failed => new(planned.Name, "unknown", planned.Name, EventText.Failure(end)),
        TargetStatus.Aborted or TargetStatus.NotRun =>
            new(planned.Name, "unknown", planned.Name, end.Note ?? "not planned: the run ended before"),
        _ => null,
    };

    private static Dictionary<string, List<T>> ByTarget<T>(IReadOnlyList<T> items, Func<T, string> target)
    {
        var result = new Dictionary<string, List<T>>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!result.TryGetValue(target(item), out var list))
                result[target(item)] = list = [];
            list.Add(item);
        }

        return result;
    }
}
