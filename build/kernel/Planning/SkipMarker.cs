using System.Diagnostics.CodeAnalysis;
using TutorPipeline.Kernel.Definition;

namespace TutorPipeline.Kernel.Planning;

/// <summary>Decides before the run what is skipped: by <c>--skip</c>, by static conditions, and what then nobody needs.</summary>
internal sealed class SkipMarker
{
    private readonly ExecutionPlan plan;
    private readonly int[] neededBy;

    private SkipMarker(ExecutionPlan plan)
    {
        this.plan = plan;
        neededBy = new int[plan.Entries.Count];
        foreach (var entry in plan.Entries)
        {
            foreach (var other in entry.Dependencies)
                neededBy[other]++;
            foreach (var other in entry.Triggers)
                neededBy[other]++;
        }
    }

    /// <summary>Marks the plan. Parameters must have their values, because conditions read them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="skip">Null: nothing; empty: all that the call does not name; otherwise those named.</param>
    /// <param name="named">The targets that the call itself names.</param>
    public static void Mark(ExecutionPlan plan, IReadOnlyList<string>? skip, IReadOnlyList<string> named)
    {
        var marker = new SkipMarker(plan);
        if (skip is not null)
            marker.SkipByOption(skip, named);
        marker.EvaluateStaticConditions();
    }

    private void SkipByOption(IReadOnlyList<string> skip, IReadOnlyList<string> named)
    {
        var names = new HashSet<string>(skip.Count == 0 ? named : skip, StringComparer.Ordinal);
        var chosen = new List<PlanEntry>();
        foreach (var entry in plan.Entries)
        {
            if (names.Contains(entry.Name) != (skip.Count == 0))
                chosen.Add(entry);
        }

        // All reasons first: a target that was named itself says so, even when nobody needs it any more.
        foreach (var entry in chosen)
            entry.SkipReason = "via --skip";
        foreach (var entry in chosen)
            ReleaseWhatItNeeds(entry);
    }

    private void EvaluateStaticConditions()
    {
        // Last target first: what becomes needless is not asked for its conditions.
        for (var i = plan.Entries.Count - 1; i >= 0; i--)
        {
            var entry = plan.Entries[i];
            if (entry.SkipReason is not null || FirstUnmet(entry) is not { } condition)
                continue;
            entry.SkipReason = $"OnlyWhen: {condition.Text}";
            if (entry.IsInvoked)
                entry.IsSkippedLate = true;
            else
                ReleaseWhatItNeeds(entry);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A condition is the author's code; whatever it throws fails its target.")]
    private static TargetCondition? FirstUnmet(PlanEntry entry)
    {
        try
        {
            foreach (var condition in entry.Target.StaticConditions)
            {
                if (!condition.Holds())
                    return condition;
            }
        }
        catch (Exception fault)
        {
            entry.ConditionFault = fault;
        }

        return null;
    }

    private void ReleaseWhatItNeeds(PlanEntry skipped)
    {
        var open = new Queue<PlanEntry>();
        open.Enqueue(skipped);
        while (open.TryDequeue(out var entry))
        {
            if (entry.Target.WhenSkippedBehavior == DependencyBehavior.Execute)
                continue;
            foreach (var other in entry.Dependencies)
                Release(plan.Entries[other], entry, open);
            foreach (var other in entry.Triggers)
                Release(plan.Entries[other], entry, open);
        }
    }

    private void Release(PlanEntry entry, PlanEntry because, Queue<PlanEntry> open)
    {
        if (--neededBy[entry.Position] > 0 || entry.IsInvoked || entry.SkipReason is not null)
            return;
        entry.SkipReason = $"because of {because.Name}";
        open.Enqueue(entry);
    }
}
