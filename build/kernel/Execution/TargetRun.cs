using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Execution;

/// <summary>What all targets of a run share.</summary>
internal sealed record RunContext(
    bool IsDryRun, string? EnvironmentName, AbsolutePath ArtifactsDirectory, IRunObserver Observer, Action<string> Mask, TimeProvider Clock)
{
    public List<ReportedChange> Changes { get; } = [];

    public List<ReportedGap> Gaps { get; } = [];
}

/// <summary>One target's view of its run.</summary>
internal sealed class TargetRun(string target, RunContext context, CancellationToken cancellationToken) : ITargetRun
{
    private readonly List<string> pairs = [];

    public string Target => target;

    public bool IsDryRun => context.IsDryRun;

    public string? EnvironmentName => context.EnvironmentName;

    public AbsolutePath ArtifactsDirectory => context.ArtifactsDirectory;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The summary pairs as one text; null when there are none.</summary>
    public string? Pairs
    {
        get
        {
            lock (pairs)
            {
                return pairs.Count == 0 ? null : string.Join(", ", pairs);
            }
        }
    }

    public void Log(LogLevel level, string message)
    {
        foreach (var line in message.ReplaceLineEndings("\n").Split('\n'))
        {
            context.Observer.Logged(new LogLine(context.Clock.GetUtcNow(), target, level, line));
        }
    }

    public void Change(string kind, string subject, string? detail)
    {
        var change = new ReportedChange(target, kind, subject, detail);
        lock (context.Changes)
        {
            context.Changes.Add(change);
        }

        context.Observer.Changed(change);
    }

    public void NotLookedAt(string what, string why, string howToGet)
    {
        var gap = new ReportedGap(target, what, why, howToGet);
        lock (context.Gaps)
        {
            context.Gaps.Add(gap);
        }

        context.Observer.Gap(gap);
    }

    public void Summary(string key, string value)
    {
        lock (pairs)
        {
            pairs.Add($"{key}: {value}");
        }
    }

    public void Mask(string secret) => context.Mask(secret);
}
