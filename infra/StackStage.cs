using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>
/// One stack: writes the configuration, and plans it with the engine; where there is none, it lists what the typed stack consists of.
/// </summary>
/// <param name="target">The target that carries it, such as <c>ProvisionNetwork</c>.</param>
/// <param name="stack">The stack.</param>
/// <param name="folder">Where its configuration is written: <c>artifacts/&lt;env&gt;/stacks/&lt;stack&gt;</c>.</param>
/// <param name="engine">Plans it.</param>
public sealed class StackStage(string target, StackDefinition stack, string folder, IInfrastructureEngine engine) : IStage<StagePlan>
{
    /// <inheritdoc/>
    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var files = TerraformJson.Emit(stack);
        await StackFolder.WriteAsync(folder, files, cancellationToken);
        var plan = await engine.PlanAsync(files, folder, report, cancellationToken);
        return new StagePlan(plan.Changes ?? StackListing.Changes(stack), plan.NotLookedAt, stack.PlaceholdersFrom);
    }

    /// <inheritdoc/>
    /// <remarks>This version plans stacks and does not apply them.</remarks>
    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        Task.FromException(new StageNotBuiltException(target));
}
