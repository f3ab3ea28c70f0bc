using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>A workload cannot run; the message says why.</summary>
public sealed class RolloutFailedException : PipelineException
{
    internal RolloutFailedException(string deployment, string explanation)
        : base(explanation) => Deployment = deployment;

    /// <summary>The Deployment's name.</summary>
    public string Deployment { get; }
}
