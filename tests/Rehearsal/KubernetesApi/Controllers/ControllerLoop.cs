using Microsoft.Extensions.Hosting;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>Lets every controller look at the whole store after each change and whenever one of them is due.</summary>
internal sealed class ControllerLoop(Store store, Pace pace, IReadOnlyList<Action> controllers) : BackgroundService
{
    // Real controllers lag, too: for a moment after a change the status is the old one.
    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(5);

    private readonly HashSet<string> said = [];

    private TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Calls the controllers because of something that is not in the store, as the end of a process.</summary>
    public void Wake() => woken.TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Lag, stoppingToken);
            woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var (changed, wait) = Pass();
            await Task.WhenAny(changed, woken.Task, Task.Delay(wait, stoppingToken));
        }
    }

    private (Task Changed, TimeSpan Wait) Pass()
    {
        lock (store.Gate)
        {
            var changed = store.Changed;
            foreach (var reconcile in controllers)
            {
                Run(reconcile);
            }

            return (changed, pace.TakeWait());
        }
    }

    /// <summary>An object that a controller cannot make sense of is said once and ends neither it nor the server.</summary>
    private void Run(Action reconcile)
    {
        try
        {
            reconcile();
        }
        catch (Exception e) when (e is ApiException or InvalidOperationException or FormatException or NullReferenceException
            or KeyNotFoundException or IOException)
        {
            if (said.Add(e.Message))
            {
                Console.Error.WriteLine($"A controller failed: {e}");
            }
        }
    }
}
