using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;

/// <summary>A container whose process is gone.</summary>
internal sealed class EndedContainer(int code) : Container
{
    /// <inheritdoc/>
    public override int? ExitCode => code;

    /// <inheritdoc/>
    public override bool IsPretended => false;
}
