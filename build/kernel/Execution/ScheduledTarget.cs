using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Execution;

/// <summary>A planned target on its way through a run. Changed by the thread that runs it only.</summary>
internal sealed class ScheduledTarget(CatalogTarget target, PlannedTarget planned, IReadOnlyList<int> predecessors)
{
    public CatalogTarget Target { get; } = target;

    public PlannedTarget Planned { get; } = planned;

    /// <summary>Positions in the plan of those that must end first.</summary>
    public IReadOnlyList<int> Predecessors { get; } = predecessors;

    public TargetStatus Status { get; set; } = TargetStatus.Scheduled;

    public DateTimeOffset StartedAt { get; set; }

    public TimeSpan Duration { get; set; }

    public string? Note { get; set; }

    public Exception? Failure { get; set; }

    public TargetFinished ToEvent() => new(Target.Name, Status, StartedAt, Duration, Note, Failure);
}
