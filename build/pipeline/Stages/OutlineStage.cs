using TutorPipeline.Model;

namespace TutorPipeline.Stages;

/// <summary>A stage that so far only plans, from configuration alone; really run, it says so and changes nothing.</summary>
/// <param name="target">The target's name.</param>
/// <param name="outline">What the configuration says would happen.</param>
public sealed class OutlineStage(string target, StagePlan outline) : IStage<StagePlan>
{
    /// <inheritdoc/>
    public Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken) => Task.FromResult(outline);

    /// <inheritdoc/>
    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        Task.FromException(new StageNotBuiltException(target));
}
