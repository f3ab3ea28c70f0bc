namespace TutorPipeline.Kernel.Execution;

/// <summary>What became of one piece of work.</summary>
internal enum WorkOutcome
{
    /// <summary>Those that wait for it may begin.</summary>
    Continue,

    /// <summary>Nothing new may begin; what runs may end.</summary>
    Stop,
}

/// <summary>One piece of work and what it waits for.</summary>
/// <param name="Predecessors">Positions of the work that must end first.</param>
/// <param name="Weight">How long it is expected to take, in any unit; 1 when nobody knows.</param>
internal sealed record WorkItem(IReadOnlyList<int> Predecessors, double Weight = 1);

/// <summary>
/// Runs work in parallel as its predecessors end, the one with the longest way to the end first (list scheduling by critical path). Nothing polls.
/// </summary>
internal sealed class Scheduler
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PriorityQueue<int, (double Path, int Position)> ready = new();
    private readonly List<int>[] followers;
    private readonly int[] waiting;
    private readonly double[] path;
    private readonly Func<int, Task<WorkOutcome>> run;
    private readonly int parallelism;
    private int running;
    private bool stopped;

    private Scheduler(IReadOnlyList<WorkItem> items, int parallelism, Func<int, Task<WorkOutcome>> run)
    {
        this.parallelism = parallelism;
        this.run = run;
        waiting = new int[items.Count];
        followers = new List<int>[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            waiting[i] = items[i].Predecessors.Count;
            foreach (var before in items[i].Predecessors)
            {
                (followers[before] ??= []).Add(i);
            }
        }

        path = LongestPaths(items);
    }

    /// <summary>Runs everything; items must come after their predecessors.</summary>
    /// <param name="items">The work.</param>
    /// <param name="parallelism">How many may run at once; at least 1.</param>
    /// <param name="run">Carries out the work at a position; never throws.</param>
    /// <param name="cancellationToken">Begins nothing new once cancelled.</param>
    /// <returns>A task that ends when nothing runs any more and nothing new may begin.</returns>
    public static async Task RunAsync(
        IReadOnlyList<WorkItem> items, int parallelism, Func<int, Task<WorkOutcome>> run, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return;
        }

        var scheduler = new Scheduler(items, parallelism, run);
        await using var registration = cancellationToken.Register(scheduler.Stop);
        scheduler.Begin();
        await scheduler.finished.Task;
    }

    private void Begin()
    {
        lock (gate)
        {
            for (var i = 0; i < waiting.Length; i++)
            {
                if (waiting[i] == 0)
                {
                    ready.Enqueue(i, (-path[i], i));
                }
            }

            StartReady();
        }
    }

    private void Stop()
    {
        lock (gate)
        {
            stopped = true;
            StartReady();
        }
    }

    private void StartReady()
    {
        while (!stopped && running < parallelism && ready.TryDequeue(out var next, out _))
        {
            running++;
            var position = next;
            _ = Task.Run(() => RunOneAsync(position));
        }

        if (running == 0)
        {
            finished.TrySetResult();
        }
    }

    private async Task RunOneAsync(int position)
    {
        try
        {
            var outcome = await run(position);
            Ended(position, outcome);
        }
        catch (Exception exception) when (finished.TrySetException(exception))
        {
            // The caller promised not to throw; it now sees its own fault instead of waiting for ever.
        }
    }

    private void Ended(int position, WorkOutcome outcome)
    {
        lock (gate)
        {
            running--;
            stopped |= outcome == WorkOutcome.Stop;
            foreach (var follower in followers[position] ?? [])
            {
                if (--waiting[follower] == 0)
                {
                    ready.Enqueue(follower, (-path[follower], follower));
                }
            }

            StartReady();
        }
    }

    private double[] LongestPaths(IReadOnlyList<WorkItem> items)
    {
        var longest = new double[items.Count];
        for (var i = items.Count - 1; i >= 0; i--)
        {
            foreach (var follower in followers[i] ?? [])
            {
                longest[i] = Math.Max(longest[i], longest[follower]);
            }

            longest[i] += items[i].Weight;
        }

        return longest;
    }
}
