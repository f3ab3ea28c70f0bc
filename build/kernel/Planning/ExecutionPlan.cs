using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Planning;

/// <summary>A planned target. What is decided about skipping it is written before the run, then only read.</summary>
internal sealed class PlanEntry(TargetDefinition target, int position, bool isInvoked)
{
    public TargetDefinition Target { get; } = target;

    public string Name => Target.Name;

    /// <summary>Its place in the plan.</summary>
    public int Position { get; } = position;

    /// <summary>Whether it was named in the call, or is a default target of a call that names none.</summary>
    public bool IsInvoked { get; } = isInvoked;

    /// <summary>The planned targets it depends on, by place.</summary>
    public int[] Dependencies { get; set; } = [];

    /// <summary>The planned targets it triggers, by place.</summary>
    public int[] Triggers { get; set; } = [];

    /// <summary>All planned targets that must end first, by place.</summary>
    public int[] Predecessors { get; set; } = [];

    /// <summary>Why it will be skipped; null when it will not.</summary>
    public string? SkipReason { get; set; }

    /// <summary>Whether it is skipped when its turn comes and not before: its requirements count and its dependencies run.</summary>
    public bool IsSkippedLate { get; set; }

    /// <summary>What a static condition threw; the target fails with it before anything runs.</summary>
    public Exception? ConditionFault { get; set; }

    /// <summary>Whether its requirements must hold.</summary>
    public bool IsScheduled => SkipReason is null || IsSkippedLate;
}

/// <summary>Every target that a call runs, in an order in which they could run one by one.</summary>
internal sealed class ExecutionPlan(IReadOnlyList<PlanEntry> entries)
{
    public IReadOnlyList<PlanEntry> Entries { get; } = entries;

    /// <summary>The plan as output shows it.</summary>
    public IReadOnlyList<PlannedTarget> ForOutput()
    {
        var planned = new PlannedTarget[Entries.Count];
        for (var i = 0; i < planned.Length; i++)
        {
            var entry = Entries[i];
            var skip = entry.ConditionFault is { } fault
                ? $"its condition threw {fault.GetType().Name}: {fault.Message}"
                : entry.SkipReason;
            planned[i] = new PlannedTarget(
                entry.Name, entry.Target.Text, Names(entry.Dependencies), Names(entry.Predecessors), entry.Target.Actions.Count > 0, skip);
        }

        return planned;
    }

    private string[] Names(int[] places)
    {
        var names = new string[places.Length];
        for (var i = 0; i < places.Length; i++)
            names[i] = Entries[places[i]].Name;
        return names;
    }
}
