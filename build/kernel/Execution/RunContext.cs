using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Execution;

/// <summary>What every target of a run shares.</summary>
/// <param name="ArtifactsDirectory">Where targets write files.</param>
/// <param name="Mask">Takes a secret that must not be shown from now on.</param>
internal sealed record RunContext(AbsolutePath ArtifactsDirectory, Action<string> Mask)
{
    /// <summary>Whether only stages run, and touch nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The environment in force, or null.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>How many bodies may run at once; at least 1.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Whether a failure is a sentence for people, whose stack helps nobody.</summary>
    public Func<Exception, bool> IsExpected { get; init; } = static _ => false;

    /// <summary>Tells the time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>Hands changes and gaps on and keeps them for the end of the run. Safe for several threads.</summary>
internal sealed class RunJournal(IRunObserver observer)
{
    private readonly Lock gate = new();
    private readonly List<ReportedChange> changes = [];
    private readonly List<ReportedGap> gaps = [];
    private readonly List<(string Target, TargetCost Cost)> costs = [];
    private readonly List<string> costNotes = [];

    /// <summary>Takes everything that happens.</summary>
    public IRunObserver Observer { get; } = observer;

    /// <summary>All changes so far.</summary>
    public IReadOnlyList<ReportedChange> Changes
    {
        get
        {
            lock (gate)
                return [.. changes];
        }
    }

    /// <summary>All gaps so far.</summary>
    public IReadOnlyList<ReportedGap> Gaps
    {
        get
        {
            lock (gate)
                return [.. gaps];
        }
    }

    /// <summary>All costs so far.</summary>
    public ReportedCosts Costs
    {
        get
        {
            lock (gate)
                return new([.. costs], [.. costNotes]);
        }
    }

    public void Add(string target, TargetCost cost)
    {
        lock (gate)
            costs.Add((target, cost));
    }

    public void AddCostNote(string sentence)
    {
        lock (gate)
        {
            if (!costNotes.Contains(sentence))
                costNotes.Add(sentence);
        }
    }

    public void Add(ReportedChange change)
    {
        lock (gate)
            changes.Add(change);
        Observer.Changed(change);
    }

    public void Add(ReportedGap gap)
    {
        lock (gate)
            gaps.Add(gap);
        Observer.Gap(gap);
    }
}
