using System.Diagnostics.CodeAnalysis;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>
/// Hands every event to the view and the files that the call asked for. A fault of one of them is a warning to the others and never reaches
/// the run: what cannot be written is given up, the run's own result stands.
/// </summary>
internal sealed class RunOutput : IRunObserver, IDisposable
{
    private readonly RunRecord record;
    private readonly OutputOptions options;
    private readonly List<IRunReport> reports = [];
    private readonly IRunObserver view;
    private readonly LogFile log;
    private volatile bool isLogGivenUp;
    private volatile bool isViewGivenUp;

    private RunOutput(OutputOptions options)
    {
        this.options = options;
        record = new RunRecord(options.Clock);
        log = new LogFile(record, options);
        reports.Add(new RunReportFile(record, options));
        if (options.Request.DryRun)
            reports.Add(new PlanFile(record, options));
        if (options.Environment.TryGetValue("GITHUB_STEP_SUMMARY", out var summary) && summary.Length > 0)
            reports.Add(new StepSummary(record, options, summary));
        view = options.Request.Json ? new JsonEventView(record, options)
            : options.Host == HostKind.GitHubActions ? new GitHubActionsView(record, options)
            : new ConsoleView(record, options);
    }

    /// <summary>Makes the output that the call asked for.</summary>
    public static RunOutput Create(OutputOptions options) => new(options);

    /// <inheritdoc/>
    public void Started(RunStarted started)
    {
        record.Begin(started);
        Tell(observer => observer.Started(started));
    }

    /// <inheritdoc/>
    public void TargetStarted(string target, DateTimeOffset at) => Tell(observer => observer.TargetStarted(target, at));

    /// <inheritdoc/>
    public void Logged(LogLine line)
    {
        foreach (var text in PlainText.Lines(line.Message))
        {
            if (line.Level >= LogLevel.Warning)
                record.Add(new Issue(line.Level, line.Target, text));
            Tell(observer => observer.Logged(line with { Message = text }));
        }
    }

    /// <inheritdoc/>
    public void Changed(ReportedChange change) => Tell(observer => observer.Changed(change));

    /// <inheritdoc/>
    public void Gap(ReportedGap gap) => Tell(observer => observer.Gap(gap));

    /// <inheritdoc/>
    public void Finished(TargetFinished target)
    {
        if (target.Status == TargetStatus.Failed)
            record.Add(new Issue(LogLevel.Error, target.Target, EventText.Failure(target)));
        Tell(observer => observer.Finished(target));
    }

    /// <inheritdoc/>
    public void RunFinished(RunFinished finished)
    {
        // The view comes last, so that it can still say what could not be written.
        foreach (var report in reports)
        {
            if (Guard(() => report.Write(finished)) is { } fault)
                Warn($"{report.FileName} could not be written", fault);
        }

        Tell(observer => observer.RunFinished(finished));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        log.Dispose();
        (view as IDisposable)?.Dispose();
    }

    private void Tell(Action<IRunObserver> action)
    {
        if (!isLogGivenUp && Guard(() => action(log)) is { } fault)
        {
            isLogGivenUp = true;
            Warn($"{LogFile.Name} could not be written", fault);
        }

        if (!isViewGivenUp && Guard(() => action(view)) is not null)
            isViewGivenUp = true;
    }

    private void Warn(string what, Exception fault)
    {
        var message = $"{what}: {PlainText.OneLine(fault.Message)} The run itself is not affected. "
            + $"Check that {ShownArtifacts()} can be written and has space left.";
        Logged(new LogLine(record.Now, null, LogLevel.Warning, message));
    }

    private string ShownArtifacts() => Path.GetRelativePath(options.RootDirectory, options.ArtifactsDirectory).Replace('\\', '/');

    [SuppressMessage("Design", "CA1031", Justification = "Whatever happens to a view or a file, the run goes on, with a warning.")]
    private static Exception? Guard(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }
}
