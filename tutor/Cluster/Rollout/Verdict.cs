namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>Why a rollout cannot succeed.</summary>
internal enum FailureCause
{
    /// <summary>A container's image cannot be pulled.</summary>
    ImagePull,

    /// <summary>A registry says that it does not have the image.</summary>
    ImageMissing,

    /// <summary>An image's name cannot be one.</summary>
    ImageName,

    /// <summary>A container refers to something that is not there.</summary>
    ContainerConfig,

    /// <summary>A container's command cannot be started.</summary>
    ContainerStart,

    /// <summary>A container starts and ends, again and again.</summary>
    Crashes,

    /// <summary>A container needs more memory than its limit.</summary>
    OutOfMemory,

    /// <summary>A volume refers to something that is not there.</summary>
    VolumeSource,

    /// <summary>The cluster refuses to make the pods.</summary>
    PodsRefused,

    /// <summary>No node can take a pod.</summary>
    Unschedulable,

    /// <summary>The Deployment made no progress for as long as it allows itself.</summary>
    Deadline,

    /// <summary>The Deployment is not there.</summary>
    Gone,

    /// <summary>The Deployment is paused.</summary>
    Paused,

    /// <summary>It took longer than the pipeline waits.</summary>
    Limit,
}

/// <summary>What is wrong with a Deployment.</summary>
/// <param name="Cause">The case.</param>
/// <param name="Seen">What was seen: a sentence's end, in the present, without a full stop.</param>
/// <param name="Grace">How long it may pass by itself.</param>
internal sealed record Finding(FailureCause Cause, string Seen, TimeSpan Grace)
{
    public string? Pod { get; init; }

    public string? Container { get; init; }

    /// <summary>Whether what the container said before it ended is in the log of its previous start.</summary>
    public bool IsPrevious { get; init; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset Since { get; init; }
}

/// <summary>How far a Deployment is.</summary>
/// <param name="Deployment">Its name.</param>
internal abstract record Verdict(string Deployment);

/// <summary>It is not rolled out yet.</summary>
/// <param name="Deployment">Its name.</param>
/// <param name="Reason">What it waits for, such as <c>1 of 3 new pods is available</c>.</param>
internal sealed record WaitingVerdict(string Deployment, string Reason) : Verdict(Deployment);

/// <summary>It is rolled out and stayed so.</summary>
/// <param name="Deployment">Its name.</param>
internal sealed record DoneVerdict(string Deployment) : Verdict(Deployment);

/// <summary>It will not be rolled out.</summary>
/// <param name="Deployment">Its name.</param>
/// <param name="Finding">Why.</param>
internal sealed record FailedVerdict(string Deployment, Finding Finding) : Verdict(Deployment);
