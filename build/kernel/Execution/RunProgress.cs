using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Planning;

namespace TutorPipeline.Kernel.Execution;

/// <summary>How far a run is, for the bodies of its targets. Safe for use by several threads.</summary>
internal sealed class RunProgress
{
    private readonly Lock gate = new();
    private TargetStatus[] statuses = [];
    private IReadOnlyList<PlanEntry> entries = [];

    /// <summary>Takes the plan; until then there are no targets.</summary>
    public void Begin(ExecutionPlan plan)
    {
        lock (gate)
        {
            entries = plan.Entries;
            statuses = new TargetStatus[entries.Count];
        }
    }

    /// <summary>Takes a target's new status.</summary>
    public void Set(PlanEntry entry, TargetStatus status)
    {
        lock (gate)
            statuses[entry.Position] = status;
    }

    /// <summary>The targets of a status, in plan order.</summary>
    public IReadOnlyCollection<Target> Of(TargetStatus status)
    {
        var targets = new List<Target>();
        lock (gate)
        {
            for (var i = 0; i < statuses.Length; i++)
            {
                if (statuses[i] == status)
                    targets.Add(entries[i].Target.Factory);
            }
        }

        return targets;
    }
}
