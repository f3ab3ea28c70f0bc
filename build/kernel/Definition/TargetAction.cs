using TutorPipeline.Kernel.Additions;

namespace TutorPipeline.Kernel.Definition;

/// <summary>One action of a target; only those of stages run in a dry run.</summary>
internal sealed record TargetAction(Func<ITargetRun, Task> Run, bool RunsInDryRun);

/// <summary>A condition of a target and the text its author wrote for it.</summary>
internal sealed record TargetCondition(Func<bool> Holds, string Text);

/// <summary>How a target refers to another one.</summary>
internal enum Relation
{
    /// <summary>The other runs before and is pulled into the plan.</summary>
    DependsOn,

    /// <summary>This one runs before the other and is pulled into the plan by it.</summary>
    DependentFor,

    /// <summary>Order only: this one first.</summary>
    Before,

    /// <summary>Order only: the other first.</summary>
    After,

    /// <summary>The other is planned whenever this one is, after it.</summary>
    Triggers,

    /// <summary>This one is planned whenever the other is, after it.</summary>
    TriggeredBy,

    /// <summary>Takes the other's artifacts; no order.</summary>
    Consumes,
}

/// <summary>A target's mention of another one, not yet resolved.</summary>
internal sealed record TargetReference(Relation Relation, Target Target);
