namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>Counts what goes wrong with a watch in a row, waits in between, and gives up in the end.</summary>
internal sealed class Trouble(WatchedKind kind, string server, WatchRule rule, TimeProvider time)
{
    private DateTimeOffset? since;
    private int failures;
    private string facts = "the watch ended";
    private TimeSpan asked;

    public void End() => (since, failures, asked) = (null, 0, TimeSpan.Zero);

    public void Meet(string met, TimeSpan? askedFor = null) => (facts, asked) = (met, askedFor ?? TimeSpan.Zero);

    /// <summary>Takes an answer's status; a refusal ends the watch at once.</summary>
    public void Meet(int status, string message, TimeSpan? askedFor = null)
    {
        if (status is 401 or 403)
        {
            throw ClusterWatchException.Refused(kind.Name, server, status, message);
        }

        Meet($"it answered {status} ({message})", askedFor);
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        since ??= now;
        if (now - since > rule.Longest)
        {
            throw ClusterWatchException.Away(kind.Name, server, now - since.Value, facts);
        }

        var own = rule.FirstDelay * Math.Pow(2, Math.Min(failures++, 10));
        var wanted = own < rule.LongestDelay ? own : rule.LongestDelay;
        await Task.Delay(asked > wanted ? asked : wanted, time, cancellationToken);
    }
}
