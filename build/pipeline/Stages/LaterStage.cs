using TutorPipeline.Model;

namespace TutorPipeline.Stages;

/// <summary>A stage that can only be made after something was read.</summary>
/// <param name="make">Reads and makes it.</param>
internal sealed class LaterStage(Func<CancellationToken, Task<IStage<StagePlan>>> make) : IStage<StagePlan>
{
    private IStage<StagePlan>? stage;

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        stage = await make(cancellationToken);
        return await stage.PlanAsync(report, cancellationToken);
    }

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        stage!.ApplyAsync(plan, report, cancellationToken);
}
