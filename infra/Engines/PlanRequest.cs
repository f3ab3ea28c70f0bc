using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines;

/// <summary>What is asked of an engine beside the stack itself.</summary>
/// <param name="AccountId">The account in which the stack may be planned and applied, 12 digits.</param>
/// <param name="StateKey">Where its state is kept, such as <c>courses-yourschool-virginia/network/terraform.tfstate</c>.</param>
public sealed record PlanRequest(string AccountId, string StateKey)
{
    /// <summary>Whether the plan is only shown: then it may be made without AWS, and no lock is taken.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether everything of the stack is to be deleted.</summary>
    public bool Destroys { get; init; }

    /// <summary>The stack's secret inputs by name; they travel in the environment, to plan and again to apply.</summary>
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>();

    /// <summary>The addresses to which the plan is confined, with what they depend on; all when there are none.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Resources that exist and are taken over: the id in AWS by address.</summary>
    public IReadOnlyDictionary<string, string> Imports { get; init; } = new Dictionary<string, string>();

    /// <summary>The id of a lock that is released first, because whoever held it has ended; null for none.</summary>
    public string? Unlock { get; init; }
}
