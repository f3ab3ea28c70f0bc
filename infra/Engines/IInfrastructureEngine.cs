using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines;

/// <summary>What an engine found out about a stack.</summary>
/// <param name="Changes">Every change, or null when the engine is not there and the typed stack has to speak for itself.</param>
/// <param name="NotLookedAt">What it could not look at.</param>
public sealed record EnginePlan(IReadOnlyList<Change>? Changes, IReadOnlyList<NotLookedAt> NotLookedAt);

/// <summary>Carries out stacks: Terraform, OpenTofu, Pulumi.</summary>
public interface IInfrastructureEngine
{
    /// <summary>Compares a stack with what exists, as far as it can; changes nothing outside of the folder.</summary>
    /// <param name="stack">The stack; its files already stand in the folder.</param>
    /// <param name="folder">The stack's own folder.</param>
    /// <param name="report">Takes what is worth saying while it works.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="PipelineException">The engine refused the configuration, or something a person can mend is wrong.</exception>
    Task<EnginePlan> PlanAsync(StackFiles stack, string folder, IStageReport report, CancellationToken cancellationToken);
}
