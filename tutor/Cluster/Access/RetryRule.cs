namespace TutorPipeline.Tutor.Cluster.Access;

/// <summary>How often and how long a request is tried before it counts as failed.</summary>
/// <param name="Attempts">The number of attempts, the first included.</param>
/// <param name="FirstDelay">The wait after the first failure; it doubles each time.</param>
/// <param name="LongestDelay">The longest wait, also when the server asks for more.</param>
/// <param name="AttemptTimeout">How long one attempt may take.</param>
internal sealed record RetryRule(int Attempts, TimeSpan FirstDelay, TimeSpan LongestDelay, TimeSpan AttemptTimeout)
{
    public static RetryRule Default { get; } =
        new(6, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));

    /// <summary>
    /// Whether an answer may be another one next time. A 500 without a reason is the server's way to say that an applied object does not
    /// fit its kind: that stays so.
    /// </summary>
    public static bool IsPassing(ClusterAnswer answer) => answer.Status is 429 or 502 or 503 or 504
        || (answer.Status == 500 && answer.Reason is not null);

    /// <summary>The wait before the next attempt.</summary>
    /// <param name="failures">How many attempts failed, from 1.</param>
    /// <param name="asked">What the server asked for by Retry-After.</param>
    public TimeSpan Delay(int failures, TimeSpan? asked)
    {
        var own = FirstDelay * Math.Pow(2, failures - 1);
        var wanted = asked > own ? asked.Value : own;
        return wanted < LongestDelay ? wanted : LongestDelay;
    }
}
