namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>How long what is wrong with a rollout may pass by itself, and how long what is right must hold.</summary>
public sealed record RolloutRule
{
    /// <summary>How long all replicas must be available, with no restart, before the rollout counts as done.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an image may fail to be pulled; the kubelet tries again after some 14 s, so that two attempts fit.</summary>
    public TimeSpan PullGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long an image may fail to be pulled that its registry says it does not have. The next attempt comes 14 s later and asks the same
    /// question, so waiting for it would tell nothing; images are pushed before they are deployed.
    /// </summary>
    public TimeSpan MissingImageGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long pods may fail to be created; the cluster tries ten times within it.</summary>
    public TimeSpan CreateGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a volume's ConfigMap or Secret may be missing, since a mount failed for it.</summary>
    public TimeSpan MountGrace { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a pod may find no node; an autoscaler needs minutes to bring one.</summary>
    public TimeSpan ScheduleGrace { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How long a failure that was there before the rollout began may stay until the cluster has looked again.</summary>
    public TimeSpan OldFailureGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long all of it may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How often a container may crash; one crash can be a database that is not up yet.</summary>
    public int Crashes { get; init; } = 2;
}
