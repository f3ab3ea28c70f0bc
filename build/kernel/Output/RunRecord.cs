using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>A warning or an error that is said again at the end.</summary>
internal sealed record Issue(LogLevel Level, string? Target, string Message);

/// <summary>What the end of a run must know of its beginning. Safe for use by several threads.</summary>
internal sealed class RunRecord(TimeProvider clock)
{
    /// <summary>How many issues are kept; the log file has them all.</summary>
    public const int MostIssues = 50;

    private readonly Lock gate = new();
    private readonly List<Issue> issues = [];
    private TimeSpan offset;
    private int dropped;

    /// <summary>The run as it began; an empty one before it did.</summary>
    public RunStarted Started { get; private set; } = new(default, null, false, 1, [], []);

    /// <summary>The time, in the zone in which the run began.</summary>
    public DateTimeOffset Now => clock.GetUtcNow().ToOffset(offset);

    /// <summary>The columns that the longest name of a planned target takes.</summary>
    public int LongestName { get; private set; }

    /// <summary>Takes the plan.</summary>
    public void Begin(RunStarted started)
    {
        Started = started;
        offset = started.At.Offset;
        foreach (var target in started.Plan)
            LongestName = Math.Max(LongestName, DisplayWidth.Of(target.Name));
    }

    /// <summary>Keeps a warning or an error; the same one once.</summary>
    public void Add(Issue issue)
    {
        lock (gate)
        {
            if (issues.Contains(issue))
                return;
            if (issues.Count < MostIssues)
                issues.Add(issue);
            else
                dropped++;
        }
    }

    /// <summary>The issues in order, and how many more there were.</summary>
    public (IReadOnlyList<Issue> Issues, int Dropped) Issues()
    {
        lock (gate)
            return ([.. issues], dropped);
    }

    /// <summary>Whether a target only collects others.</summary>
    public bool OnlyCollects(string target)
    {
        foreach (var planned in Started.Plan)
        {
            if (planned.Name == target)
                return !planned.HasActions;
        }

        return false;
    }
}
