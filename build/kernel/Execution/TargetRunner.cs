using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Planning;

namespace TutorPipeline.Kernel.Execution;

/// <summary>Runs one target from its condition to its end; whatever it throws becomes a status.</summary>
internal sealed class TargetRunner(RunContext context, RunJournal journal)
{
    /// <summary>Runs it; the observer hears of its beginning and its end.</summary>
    public async Task<TargetFinished> RunAsync(PlanEntry entry, CancellationToken cancellationToken)
    {
        var at = context.Clock.GetLocalNow();
        var began = context.Clock.GetTimestamp();
        var run = new TargetRun(entry.Name, context, journal, cancellationToken);
        TargetRun.Current = run;
        var (status, note, failure) = Skip(entry) ?? await ExecuteAsync(entry, run, at);
        var finished = new TargetFinished(entry.Name, status, at, context.Clock.GetElapsedTime(began), note, failure);
        journal.Observer.Finished(finished);
        return finished;
    }

    [SuppressMessage("Design", "CA1031", Justification = "A body is the author's code; whatever it throws fails its target only.")]
    private async Task<(TargetStatus Status, string? Note, Exception? Failure)> ExecuteAsync(
        PlanEntry entry, TargetRun run, DateTimeOffset at)
    {
        journal.Observer.TargetStarted(entry.Name, at);
        try
        {
            foreach (var action in entry.Target.Actions)
            {
                if (action.RunsInDryRun || !context.IsDryRun)
                    await action.Run(run);
            }

            if (context.IsDryRun && HasOtherActions(entry.Target))
                run.Change("run", entry.Name, null);
            return (TargetStatus.Succeeded, run.Pairs, null);
        }
        catch (OperationCanceledException) when (run.CancellationToken.IsCancellationRequested)
        {
            return (TargetStatus.Aborted, "interrupted", null);
        }
        catch (Exception thrown)
        {
            return Failed(thrown);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A condition is the author's code; whatever it throws fails its target.")]
    private (TargetStatus Status, string? Note, Exception? Failure)? Skip(PlanEntry entry)
    {
        if (entry.ConditionFault is { } fault)
            return Failed(fault);
        if (entry.SkipReason is { } reason)
            return (TargetStatus.Skipped, reason, null);
        try
        {
            foreach (var condition in entry.Target.DynamicConditions)
            {
                if (!condition.Holds())
                    return (TargetStatus.Skipped, $"OnlyWhen: {condition.Text}", null);
            }
        }
        catch (Exception thrown)
        {
            return Failed(thrown);
        }

        return null;
    }

    // Output shows the stack of a failure whose note is more than its message: nobody foresaw it, so the build itself is at fault.
    private (TargetStatus Status, string? Note, Exception? Failure) Failed(Exception thrown)
    {
        var failure = thrown switch
        {
            AggregateException { InnerExceptions: [var only] } => only,
            TargetInvocationException { InnerException: { } inner } => inner,
            _ => thrown,
        };
        var note = context.IsExpected(failure) ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";
        return (TargetStatus.Failed, note, failure);
    }

    private static bool HasOtherActions(TargetDefinition target)
    {
        foreach (var action in target.Actions)
        {
            if (!action.RunsInDryRun)
                return true;
        }

        return false;
    }
}
