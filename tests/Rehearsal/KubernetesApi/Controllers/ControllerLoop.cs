using Microsoft.Extensions.Hosting;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>Lets every controller look at the whole store after each change and whenever one of them is due.</summary>
internal sealed class ControllerLoop(Store store, Pace pace, IReadOnlyList<Action> controllers) : BackgroundService
{
    // Real controllers lag, too: for a moment after a change the status is the old one.
    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(5);

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
            try
            {
                foreach (var reconcile in controllers)
                {
                    reconcile();
                }
            }
            catch (Exception e)
            {
                // It ends the server, which says nothing of its own about it.
                Console.Error.WriteLine($"A controller failed: {e}");
                throw;
            }

            return (changed, pace.TakeWait());
        }
    }
}
