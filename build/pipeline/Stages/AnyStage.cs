using TutorPipeline.Model;

namespace TutorPipeline.Stages;

/// <summary>Lets stages with plans of their own stand beside others.</summary>
/// <typeparam name="TPlan">The stage's plan.</typeparam>
/// <param name="stage">The stage.</param>
internal sealed class AnyStage<TPlan>(IStage<TPlan> stage) : IStage<StagePlan>
    where TPlan : StagePlan
{
    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken) =>
        await stage.PlanAsync(report, cancellationToken);

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        stage.ApplyAsync((TPlan)plan, report, cancellationToken);
}
