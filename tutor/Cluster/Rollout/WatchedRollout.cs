using System.Threading.Channels;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>Waits for Deployments by watching them, their ReplicaSets, pods and events.</summary>
public sealed class WatchedRollout : IRollout
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    private static readonly WatchedKind[] Kinds =
        [WatchedKind.Deployments, WatchedKind.ReplicaSets, WatchedKind.Pods, WatchedKind.Events];

    private readonly Func<ClusterConnection> connect;
    private readonly RolloutRule rule;
    private readonly Masking masking;
    private readonly TimeProvider time;

    /// <summary>Makes the port.</summary>
    /// <param name="access">How the cluster is reached.</param>
    /// <param name="secrets">Secrets that are known; they are masked in logs and events.</param>
    /// <param name="rule">How patient it is; null for the default.</param>
    public WatchedRollout(ClusterAccess access, IReadOnlyCollection<Secret> secrets, RolloutRule? rule = null)
        : this(() => new ClusterConnection(access), secrets, rule ?? new RolloutRule(), TimeProvider.System)
    {
    }

    internal WatchedRollout(
        Func<ClusterConnection> connect, IReadOnlyCollection<Secret> secrets, RolloutRule rule, TimeProvider time) =>
        (this.connect, this.rule, masking, this.time) = (connect, rule, new Masking(secrets), time);

    /// <inheritdoc/>
    /// <exception cref="RolloutFailedException">A Deployment cannot run, or did not in time.</exception>
    /// <exception cref="ClusterWatchException">The cluster could not be watched.</exception>
    public async Task WaitAsync(
        ManifestSet set, IReadOnlyList<ManifestKey> changed, IStageReport report, CancellationToken cancellationToken)
    {
        var names = changed.Where(k => k is { Group: "apps", Kind: "Deployment" }).Select(k => k.Name).ToList();
        if (names.Count == 0)
        {
            return;
        }

        using var connection = connect();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = Channel.CreateUnbounded<WatchEvent>();
#pragma warning disable CA2025 // Tasks that use a disposable: the finally block below waits for all of them.
        var watches = Kinds.Select(k => FollowAsync(connection, k, set.NamespaceName, events.Writer, end.Token)).ToList();
#pragma warning restore CA2025
        try
        {
            var state = new RolloutState(names, rule, time);
            var failed = await WaitAsync(state, events.Reader, report, cancellationToken);
            if (failed is not null)
            {
                throw await ExplainAsync(connection, set.NamespaceName, state, failed, cancellationToken);
            }
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(watches);
        }
    }

    private async Task<FailedVerdict?> WaitAsync(
        RolloutState state, ChannelReader<WatchEvent> events, IStageReport report, CancellationToken cancellationToken)
    {
        var said = new Dictionary<string, string>();
        while (true)
        {
            while (events.TryRead(out var sent))
            {
                state.Observe(sent);
            }

            var isDone = true;
            foreach (var verdict in state.Judge())
            {
                if (verdict is FailedVerdict failed)
                {
                    return failed;
                }

                isDone &= verdict is DoneVerdict;
                var text = verdict is WaitingVerdict waiting ? masking.Show(false, string.Empty, waiting.Reason) : "rolled out";
                if (said.GetValueOrDefault(verdict.Deployment) != text)
                {
                    report.Information($"deployment/{verdict.Deployment}: {said[verdict.Deployment] = text}");
                }
            }

            if (isDone)
            {
                return null;
            }

            if (events.Completion.IsFaulted)
            {
                await events.Completion;
            }

            // Whatever comes ends the pause; without anything the clock alone may have decided.
            await Task.WhenAny(events.WaitToReadAsync(cancellationToken).AsTask(), Task.Delay(Tick, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<RolloutFailedException> ExplainAsync(
        ClusterConnection connection, string namespaceName, RolloutState state, FailedVerdict failed, CancellationToken cancellationToken)
    {
        var finding = failed.Finding;
        var log = finding is { Pod: { } pod, Container: { } container }
            ? await new PodLogs(connection, namespaceName).TailAsync(pod, container, finding.IsPrevious, cancellationToken) : string.Empty;
        var text = Explanation.Write(namespaceName, failed, state.EventsOf(failed.Deployment, finding.Pod), log, time.GetUtcNow());
        return new RolloutFailedException(failed.Deployment, masking.Show(false, string.Empty, text));
    }

    private async Task FollowAsync(
        ClusterConnection connection, WatchedKind kind, string namespaceName, ChannelWriter<WatchEvent> writer, CancellationToken end)
    {
        try
        {
            await foreach (var sent in new ClusterWatch(connection, time: time).FollowAsync(kind, namespaceName, end))
            {
                writer.TryWrite(sent);
            }
        }
        catch (OperationCanceledException)
        {
            return; // The rollout has been decided, or the person has.
        }
        catch (PipelineException e)
        {
            writer.TryComplete(e);
        }
    }
}
