namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;

/// <summary>What one run of a container has written, line by line.</summary>
internal sealed class ContainerLog
{
    private readonly List<(DateTime At, string Line)> lines = [];

    private readonly Lock gate = new();

    private TaskCompletionSource changed = NewSignal();

    private bool isComplete;

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Add((DateTime.UtcNow, line));
            Signal();
        }
    }

    /// <summary>Says that nothing will follow.</summary>
    public void Complete()
    {
        lock (gate)
        {
            isComplete = true;
            Signal();
        }
    }

    /// <summary>The lines from one on; whether nothing will follow; and what ends when something does.</summary>
    public (List<(DateTime At, string Line)> Lines, bool IsComplete, Task Changed) From(int index)
    {
        lock (gate)
        {
            return (lines[Math.Min(index, lines.Count)..], isComplete, changed.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        changed.TrySetResult();
        changed = NewSignal();
    }
}
