using System.Diagnostics;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Execution;

/// <summary>Runs a plan: in parallel, then, after a failure or an interrupt, what was assured.</summary>
internal sealed class Executor(IReadOnlyList<ScheduledTarget> plan, RunContext context, Func<Exception, bool> isExpected)
{
    private bool failed;

    /// <summary>Runs everything that may run.</summary>
    /// <param name="parallelism">How many targets may run at once.</param>
    /// <param name="interrupts">The interrupts of this run.</param>
    /// <returns>Whether a target failed.</returns>
    public async Task<bool> RunAsync(int parallelism, Interrupts interrupts)
    {
        foreach (var target in plan)
        {
            if (target.Planned.SkipReason is { } reason)
            {
                Skip(target, reason);
            }
        }

        var token = interrupts.Token;
        await Scheduler.RunAsync(
            [.. plan.Select(t => new WorkItem(t.Predecessors))], parallelism, i => RunTargetAsync(plan[i], token), token);
        if (failed || token.IsCancellationRequested)
        {
            await RunAssuredAsync(interrupts.BeginAssured());
        }

        foreach (var target in plan.Where(t => t.Status == TargetStatus.Scheduled))
        {
            target.Status = TargetStatus.NotRun;
            context.Observer.Finished(target.ToEvent());
        }

        return failed;
    }

    private async Task RunAssuredAsync(CancellationToken token)
    {
        foreach (var target in plan.Where(t => t.Status == TargetStatus.Scheduled && t.Target.Definition.IsAssured))
        {
            await RunTargetAsync(target, token);
        }
    }

    private async Task<WorkOutcome> RunTargetAsync(ScheduledTarget target, CancellationToken token)
    {
        if (target.Status != TargetStatus.Scheduled)
        {
            return WorkOutcome.Continue;
        }

        target.StartedAt = context.Clock.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        var run = new TargetRun(target.Target.Name, context, token);
        try
        {
            if (target.Target.Definition.DynamicConditions.FirstOrDefault(c => !c.Holds()) is { } condition)
            {
                Skip(target, $"OnlyWhen: {condition.Text}");
                return WorkOutcome.Continue;
            }

            target.Status = TargetStatus.Running;
            context.Observer.TargetStarted(target.Target.Name, target.StartedAt);
            await RunActionsAsync(target, run);
            Finish(target, TargetStatus.Succeeded, started, run.Pairs, null);
            return WorkOutcome.Continue;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            Finish(target, TargetStatus.Aborted, started, "interrupted", null);
            return WorkOutcome.Stop;
        }
#pragma warning disable CA1031 // Do not catch general exception types: a target body may throw anything, and the run must end in order.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Fail(target, exception, started);
        }
    }

    private async Task RunActionsAsync(ScheduledTarget target, TargetRun run)
    {
        var namedOnly = false;
        foreach (var action in target.Target.Definition.Actions)
        {
            if (!context.IsDryRun || action.RunsInDryRun)
            {
                await action.Body(run);
            }
            else if (!namedOnly)
            {
                namedOnly = true;
                run.Change("run", run.Target, null);
            }
        }
    }

    private WorkOutcome Fail(ScheduledTarget target, Exception thrown, long started)
    {
        var exception = thrown is System.Reflection.TargetInvocationException { InnerException: { } inner } ? inner : thrown;
        var expected = isExpected(exception);
        failed = true;
        Finish(target, TargetStatus.Failed, started, expected ? exception.Message : $"{exception.GetType().Name}: {exception.Message}", exception);
        return target.Target.Definition.Proceeds ? WorkOutcome.Continue : WorkOutcome.Stop;
    }

    private void Skip(ScheduledTarget target, string reason)
    {
        target.Status = TargetStatus.Skipped;
        target.Note = reason;
        context.Observer.Finished(target.ToEvent());
    }

    private void Finish(ScheduledTarget target, TargetStatus status, long started, string? note, Exception? failure)
    {
        target.Status = status;
        target.Duration = Stopwatch.GetElapsedTime(started);
        target.Note = note;
        target.Failure = failure;
        context.Observer.Finished(target.ToEvent());
    }
}
