using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Planning;

namespace TutorPipeline.Kernel.Execution;

/// <summary>
/// Runs a plan: as many targets at once as allowed, of those that are ready the one with the longest way to the end first. Whoever ends
/// starts the next; nothing polls.
/// </summary>
internal sealed class Executor
{
    private readonly Lock gate = new();
    private readonly ExecutionPlan plan;
    private readonly RunContext context;
    private readonly Interrupts interrupts;
    private readonly RunJournal journal;
    private readonly TargetRunner runner;
    private readonly int[] waitsFor;
    private readonly List<int>[] successors;
    private readonly PriorityHeap ready;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TargetFinished?[] results;
    private readonly Action<PlanEntry, TargetStatus> onStatus;
    private int running;
    private string? stoppedBecause;

    /// <summary>Prepares a run.</summary>
    /// <param name="plan">The marked plan.</param>
    /// <param name="context">What the targets share.</param>
    /// <param name="journal">Hears everything.</param>
    /// <param name="interrupts">Signals.</param>
    /// <param name="onStatus">Hears of every change of a target's status, before the observer does.</param>
    public Executor(
        ExecutionPlan plan, RunContext context, RunJournal journal, Interrupts interrupts, Action<PlanEntry, TargetStatus>? onStatus = null)
    {
        this.plan = plan;
        this.context = context;
        this.journal = journal;
        this.interrupts = interrupts;
        this.onStatus = onStatus ?? ((_, _) => { });
        runner = new TargetRunner(context, journal);
        results = new TargetFinished?[plan.Entries.Count];
        (waitsFor, successors) = CriticalPath.Edges(plan);
        ready = new PriorityHeap(CriticalPath.Keys(plan, successors));
    }

    /// <summary>Runs everything; the results are in plan order.</summary>
    public async Task<IReadOnlyList<TargetFinished>> RunAsync()
    {
        // A body may block its thread; with fewer threads than bodies the pool would start the rest only after a while.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        if (workers <= context.Parallelism)
            ThreadPool.SetMinThreads(context.Parallelism + 1, ports);
        await using var registration = interrupts.Token.Register(Interrupt);
        await FailFaultyConditionsAsync();
        lock (gate)
        {
            for (var i = 0; i < waitsFor.Length; i++)
            {
                if (waitsFor[i] == 0)
                    ready.Push(i);
            }

            Dispatch();
        }

        await ended.Task;
        await EndAsync();
        return results!;
    }

    private async Task FailFaultyConditionsAsync()
    {
        foreach (var entry in plan.Entries)
        {
            if (entry.ConditionFault is null)
                continue;
            await RunOneAsync(entry, interrupts.Token);
            stoppedBecause = $"because {entry.Name} failed";
        }
    }

    private void Interrupt()
    {
        lock (gate)
            Dispatch();
    }

    // Under the gate. The signal counts from when it came: a cancelled body may end before the engine itself is told.
    private void Dispatch()
    {
        if (interrupts.Signal is { } signal)
            stoppedBecause ??= $"interrupted by {signal}";
        while (stoppedBecause is null && running < context.Parallelism && ready.TryPop(out var next))
        {
            running++;
            var entry = plan.Entries[next];
            _ = Task.Run(() => RunAndContinueAsync(entry));
        }

        if (running == 0)
            ended.TrySetResult();
    }

    private async Task RunAndContinueAsync(PlanEntry entry)
    {
        try
        {
            await RunOneAsync(entry, interrupts.Token);
            Continue(entry);
        }
        catch (Exception fault) when (ended.TrySetException(fault))
        {
            // Bodies never get here: an observer broke its promise, and whoever waits for the run must not wait for ever.
        }
    }

    private void Continue(PlanEntry entry)
    {
        lock (gate)
        {
            running--;
            foreach (var successor in successors[entry.Position])
            {
                if (--waitsFor[successor] == 0)
                    ready.Push(successor);
            }

            Dispatch();
        }
    }

    private async Task RunOneAsync(PlanEntry entry, CancellationToken cancellationToken)
    {
        onStatus(entry, TargetStatus.Running);
        var finished = await runner.RunAsync(entry, cancellationToken);
        results[entry.Position] = finished;
        if (finished.Status == TargetStatus.Failed && !entry.Target.ProceedsAfterFailure)
        {
            // Before other bodies can learn of it: one that then ends must not make room for something new.
            lock (gate)
                stoppedBecause ??= $"because {entry.Name} failed";
        }

        onStatus(entry, finished.Status);
    }

    // What is left: assured targets run one by one in plan order, whatever the ones before them did.
    private async Task EndAsync()
    {
        foreach (var entry in plan.Entries)
        {
            if (results[entry.Position] is not null)
                continue;
            var token = interrupts.Signal is null ? interrupts.Token : interrupts.CleanUp;
            if (entry.SkipReason is not null || (entry.Target.IsAssuredAfterFailure && !token.IsCancellationRequested))
                await Task.Run(() => RunOneAsync(entry, token));
            else
                LeaveOut(entry);
        }
    }

    private void LeaveOut(PlanEntry entry)
    {
        var finished = new TargetFinished(
            entry.Name, TargetStatus.NotRun, context.Clock.GetLocalNow(), TimeSpan.Zero, stoppedBecause, Failure: null);
        results[entry.Position] = finished;
        onStatus(entry, TargetStatus.NotRun);
        journal.Observer.Finished(finished);
    }
}
