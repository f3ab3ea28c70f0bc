using System.Text;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>
/// For the log of GitHub Actions. Its groups neither nest nor interleave, so each target's lines are kept until it ends and leave as
/// one group; those of a long target leave every minute or thousand lines, so that a killed runner keeps its log.
/// </summary>
internal sealed class GitHubActionsView : IRunObserver, IDisposable
{
    private const int MostLinesWaiting = 1000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private readonly RunRecord record;
    private readonly OutputOptions options;
    private readonly MaskedOutput output;
    private readonly GitHubMask mask;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, TargetGroup> groups = new(StringComparer.Ordinal);

    /// <summary>Tells the runner the secrets and waits for events.</summary>
    public GitHubActionsView(RunRecord record, OutputOptions options)
    {
        this.record = record;
        this.options = options;
        output = new MaskedOutput(options.Out, options.Masker);
        mask = new GitHubMask(output, options.Masker);
        timer = options.Clock.CreateTimer(_ => LeaveOldLines(), null, Tick, Tick);
    }

    /// <inheritdoc/>
    public void Started(RunStarted started) => Say(started.At, null, LogLevel.Information, EventText.Started(started));

    /// <inheritdoc/>
    public void TargetStarted(string target, DateTimeOffset at)
    {
        if (record.OnlyCollects(target))
            return;
        lock (gate)
            groups[target] = new TargetGroup(target, record.Now);
    }

    /// <inheritdoc/>
    public void Logged(LogLine line)
    {
        Say(line.At, line.Target, line.Level, line.IsKeptNowhere ? "A secret that was asked for is not shown in this log." : line.Message);
        if (line.Level >= LogLevel.Warning)
            Annotate(line.Level, line.Target, line.Message);
    }

    /// <inheritdoc/>
    public void Changed(ReportedChange change) => Say(record.Now, change.Target, LogLevel.Information, ChangeKinds.Line(change));

    /// <inheritdoc/>
    public void Gap(ReportedGap gap) => Say(record.Now, gap.Target, LogLevel.Information, EventText.Gap(gap));

    /// <inheritdoc/>
    public void Finished(TargetFinished target)
    {
        if (target.Status == TargetStatus.Succeeded && record.OnlyCollects(target.Target))
            return;
        var (level, text) = EventText.Finished(target, record.Started.IsDryRun);
        Say(record.Now, target.Target, level, text);
        if (EventText.Trace(target) is { } trace)
            Say(record.Now, target.Target, LogLevel.Verbose, trace);
        if (target.Status == TargetStatus.Failed)
            Annotate(LogLevel.Error, target.Target, EventText.Failure(target));
        lock (gate)
        {
            if (groups.Remove(target.Target, out var group))
                Leave(group, isLast: true);
        }
    }

    /// <inheritdoc/>
    public void RunFinished(RunFinished finished)
    {
        var end = new EndOfRun(record, options, Palette.None, width: null).Text(finished);
        lock (gate)
        {
            foreach (var (_, group) in groups)
                Leave(group, isLast: true);
            groups.Clear();
            WriteInert(end);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        mask.Dispose();
    }

    /// <summary>Adds lines to their target's group, or writes them at once where there is none.</summary>
    private void Say(DateTimeOffset at, string? target, LogLevel level, string text)
    {
        if (!EventText.IsSaid(level, options.Request.Verbosity))
            return;
        var prefix = $"{EventText.Time(at)} [{EventText.Tag(level)}] ";
        lock (gate)
        {
            var group = target is null ? null : groups.GetValueOrDefault(target);
            var bare = new StringBuilder();
            foreach (var line in PlainText.Lines(options.Masker.Mask(text)))
            {
                if (group is null)
                    bare.Append(prefix).Append(target).Append(target is null ? string.Empty : " │ ").Append(line).Append('\n');
                else
                    group.Add(prefix + line);
            }

            if (group is null)
                WriteInert(options.Masker.Mask(bare.ToString()));
            else if (group.Waiting >= MostLinesWaiting)
                Leave(group, isLast: false);
        }
    }

    private void Annotate(LogLevel level, string? target, string message)
    {
        if (!EventText.IsSaid(level, options.Request.Verbosity))
            return;
        var text = string.Join('\n', PlainText.Lines(options.Masker.Mask(message)));
        var command = WorkflowCommand.Format(level == LogLevel.Error ? "error" : "warning", options.Masker.Mask(text), target);
        lock (gate)
        {
            if (target is not null && groups.TryGetValue(target, out var group))
                group.Annotate(command);
            else
                output.WriteAsIs(command);
        }
    }

    private void LeaveOldLines()
    {
        var now = record.Now;
        lock (gate)
        {
            foreach (var (_, group) in groups)
            {
                if (group.Waiting > 0 && now - group.LastLeft >= LongestWait)
                    Leave(group, isLast: false);
            }
        }
    }

    private void Leave(TargetGroup group, bool isLast)
    {
        var text = new StringBuilder();
        group.Leave(text, isLast, options, record.Now);
        if (text.Length > 0)
            output.WriteAsIs(text.ToString());
    }

    private void WriteInert(string lines)
    {
        var text = new StringBuilder();
        WorkflowCommand.AppendInert(text, lines, options.ResumeToken);
        output.WriteAsIs(text.ToString());
    }
}
