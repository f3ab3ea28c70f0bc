using TutorPipeline.Kernel.Additions;

namespace TutorPipeline.Kernel.Events;

/// <summary>How a target ended; the words are NUKE's.</summary>
internal enum TargetStatus
{
    /// <summary>Planned, not yet begun.</summary>
    Scheduled,

    /// <summary>Its body runs.</summary>
    Running,

    /// <summary>Its body ended well; in a dry run: it was planned.</summary>
    Succeeded,

    /// <summary>Left out by a condition, by <c>--skip</c>, or because nobody needs it.</summary>
    Skipped,

    /// <summary>Its body threw.</summary>
    Failed,

    /// <summary>Not begun because another failed or the run was interrupted.</summary>
    NotRun,

    /// <summary>Its body was cancelled by an interrupt.</summary>
    Aborted,
}

/// <summary>A planned target as output and plans need it. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its sentence, or null.</param>
/// <param name="DependsOn">The names of the planned targets it depends on, in plan order.</param>
/// <param name="OrderedAfter">Every planned target that must end first, also by After, Before and Triggers; in plan order.</param>
/// <param name="HasActions">False for a target that only collects others.</param>
/// <param name="SkipReason">Why it will be skipped, known before the run; null when it will not.</param>
internal sealed record PlannedTarget(
    string Name, string? Description, IReadOnlyList<string> DependsOn, IReadOnlyList<string> OrderedAfter, bool HasActions, string? SkipReason);

/// <summary>The run as it begins.</summary>
internal sealed record RunStarted(
    DateTimeOffset At, string? EnvironmentName, bool IsDryRun, int Parallelism, IReadOnlyList<string> Invoked, IReadOnlyList<PlannedTarget> Plan);

/// <summary>One line of log; <paramref name="Target"/> is null outside of targets. The message has no line break.</summary>
internal sealed record LogLine(DateTimeOffset At, string? Target, LogLevel Level, string Message)
{
    /// <summary>Whether it is for the eyes of whoever runs this, and in no file or log that others read.</summary>
    public bool IsKeptNowhere { get; init; }
}

/// <summary>One typed change that a target reported.</summary>
internal sealed record ReportedChange(string Target, string Kind, string Subject, string? Detail);

/// <summary>What a target could not look at.</summary>
internal sealed record ReportedGap(string Target, string What, string Why, string HowToGet);

/// <summary>What a target said about costs.</summary>
internal sealed record ReportedCosts(IReadOnlyList<(string Target, TargetCost Cost)> Lines, IReadOnlyList<string> Notes)
{
    /// <summary>Nobody said anything.</summary>
    public static ReportedCosts None { get; } = new([], []);
}

/// <summary>A target's end. <paramref name="Note"/> is the skip reason, the exception's type and message, or the summary pairs.</summary>
internal sealed record TargetFinished(
    string Target, TargetStatus Status, DateTimeOffset StartedAt, TimeSpan Duration, string? Note, Exception? Failure);

/// <summary>The run's end, with every planned target in plan order.</summary>
internal sealed record RunFinished(
    DateTimeOffset At, TimeSpan Duration, int ExitCode, string? InterruptedBy, IReadOnlyList<TargetFinished> Targets,
    IReadOnlyList<ReportedChange> Changes, IReadOnlyList<ReportedGap> Gaps)
{
    /// <summary>What things cost, in the order in which it was said.</summary>
    public ReportedCosts Costs { get; init; } = ReportedCosts.None;
}

/// <summary>Takes what happens in a run. The engine calls it from any thread; implementations are thread-safe and never throw.</summary>
internal interface IRunObserver
{
    /// <summary>The plan is made and nothing has begun.</summary>
    void Started(RunStarted started);

    /// <summary>A target's body begins.</summary>
    void TargetStarted(string target, DateTimeOffset at);

    /// <summary>Somebody said something.</summary>
    void Logged(LogLine line);

    /// <summary>A target reported a change.</summary>
    void Changed(ReportedChange change);

    /// <summary>A target reported a gap.</summary>
    void Gap(ReportedGap gap);

    /// <summary>A target ended or was left out.</summary>
    void Finished(TargetFinished target);

    /// <summary>Everything ended.</summary>
    void RunFinished(RunFinished finished);
}
