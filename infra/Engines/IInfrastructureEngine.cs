using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines;

/// <summary>What an engine found out about a stack.</summary>
/// <param name="Changes">Every change, or null when the engine is not there and the typed stack has to speak for itself.</param>
/// <param name="NotLookedAt">What it could not look at.</param>
public sealed record EnginePlan(IReadOnlyList<Change>? Changes, IReadOnlyList<NotLookedAt> NotLookedAt)
{
    /// <summary>What can be applied; null for a plan that can only be shown.</summary>
    public SavedPlan? Saved { get; init; }

    /// <summary>Whether the run before was cut off, so that something may exist that is not on record.</summary>
    public bool FollowsInterruption { get; init; }
}

/// <summary>A plan that lies in a stack's folder, ready to be applied.</summary>
/// <param name="Stamp">What it was made from; it expires when that changes.</param>
/// <param name="HasChanges">Whether applying it does anything; new outputs alone count.</param>
public sealed record SavedPlan(string Stamp, bool HasChanges);

/// <summary>Carries out stacks: Terraform, OpenTofu, Pulumi.</summary>
public interface IInfrastructureEngine
{
    /// <summary>Compares a stack with what exists, as far as it can; changes nothing outside of the folder.</summary>
    /// <param name="stack">The stack; its files already stand in the folder.</param>
    /// <param name="folder">The stack's own folder.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="report">Takes what is worth saying while it works.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="PipelineException">The engine refused the configuration, or something a person can mend is wrong.</exception>
    Task<EnginePlan> PlanAsync(
        StackFiles stack, string folder, PlanRequest request, IStageReport report, CancellationToken cancellationToken);

    /// <summary>Carries out a saved plan, and nothing else.</summary>
    /// <param name="plan">What <see cref="PlanAsync"/> saved.</param>
    /// <param name="stack">The stack that was planned.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="report">Takes what is worth saying while it works.</param>
    /// <param name="cancellationToken">Asks it to stop; what has begun is finished and recorded.</param>
    /// <returns>A task that ends when everything is made and recorded.</returns>
    /// <exception cref="PipelineException">The plan has expired, or something a person can mend is wrong.</exception>
    Task ApplyAsync(
        SavedPlan plan, StackFiles stack, string folder, PlanRequest request, IStageReport report, CancellationToken cancellationToken);
}
