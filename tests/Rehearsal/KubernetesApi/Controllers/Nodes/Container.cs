using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>One run of a container. This one is pretended: it runs until it is stopped, or until its image's rule says so.</summary>
internal class Container
{
    public string StartedAt { get; } = Defaults.Now();

    /// <summary>Why it could not be started.</summary>
    public string? StartError { get; init; }

    public ContainerLog Log { get; init; } = new();

    /// <summary>How it ended by itself; null while it runs.</summary>
    public virtual int? ExitCode => null;

    public virtual bool IsPretended => true;

    /// <summary>Ends it, by force at once if it must be now.</summary>
    public virtual void Stop(bool now) => Log.Complete();
}
