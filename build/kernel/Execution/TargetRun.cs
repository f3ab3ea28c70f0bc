using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Execution;

/// <summary>A running target's own view of the run; what it says goes to the observer under its name.</summary>
internal sealed class TargetRun(string target, RunContext context, RunJournal journal, CancellationToken cancellationToken) : ITargetRun
{
    private static readonly AsyncLocal<ITargetRun?> Ambient = new();

    private readonly Lock gate = new();
    private readonly List<string> pairs = [];

    /// <summary>The run of the target whose body this code belongs to; null outside of bodies.</summary>
    public static ITargetRun? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public string Target { get; } = target;

    public bool IsDryRun => context.IsDryRun;

    public string? EnvironmentName => context.EnvironmentName;

    public AbsolutePath ArtifactsDirectory => context.ArtifactsDirectory;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The pairs for the summary in one line; null when there are none.</summary>
    public string? Pairs
    {
        get
        {
            lock (gate)
                return pairs.Count == 0 ? null : string.Join(", ", pairs);
        }
    }

    public void Log(LogLevel level, string message)
    {
        var now = context.Clock.GetLocalNow();
        foreach (var line in message.AsSpan().TrimEnd('\n').ToString().Split('\n'))
            journal.Observer.Logged(new LogLine(now, Target, level, line.TrimEnd('\r')));
    }

    public void Reveal(string message) =>
        journal.Observer.Logged(new LogLine(context.Clock.GetLocalNow(), Target, LogLevel.Information, message) { IsKeptNowhere = true });

    public void Change(string kind, string subject, string? detail) => journal.Add(new ReportedChange(Target, kind, subject, detail));

    public void NotLookedAt(string what, string why, string howToGet) => journal.Add(new ReportedGap(Target, what, why, howToGet));

    public void Cost(TargetCost cost) => journal.Add(Target, cost);

    public void CostNote(string sentence) => journal.AddCostNote(sentence);

    public void Summary(string key, string value)
    {
        lock (gate)
            pairs.Add($"{key}: {value}");
    }

    public void Mask(string secret) => context.Mask(secret);
}
