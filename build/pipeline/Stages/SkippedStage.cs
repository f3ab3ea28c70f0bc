using TutorPipeline.Model;

namespace TutorPipeline.Stages;

/// <summary>A stage that has nothing to do here, and says why.</summary>
/// <param name="reason">A change of kind skip with the reason.</param>
internal sealed class SkippedStage(Change reason) : IStage<StagePlan>
{
    public Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken) =>
        Task.FromResult(new StagePlan([reason], [], []));

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) => Task.CompletedTask;
}
