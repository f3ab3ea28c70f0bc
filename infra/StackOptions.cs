using TutorPipeline.Infra.Engines;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Infra;

/// <summary>What was chosen on the command line for all stacks of a run.</summary>
public sealed record StackOptions
{
    /// <summary>Whether plans are only shown.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether stacks are deleted.</summary>
    public bool Destroys { get; init; }

    /// <summary>What may be destroyed although it holds data.</summary>
    public DataGuard Guard { get; init; } = new([]);

    /// <summary>What exists in AWS and is taken over.</summary>
    public IReadOnlyList<ResourceImport> Imports { get; init; } = [];

    /// <summary>The lock that is released first; null for none.</summary>
    public string? Unlock { get; init; }

    internal PlanRequest RequestFor(StackWork work) => new(work.Definition.Scope.AccountId, work.StateKey)
    {
        IsDryRun = IsDryRun,
        Destroys = Destroys,
        Secrets = Destroys ? Placeholders(work) : work.Secrets,
        Imports = Imports.Where(import => import.Target.Stack == work.Definition.Name && import.Id != "none")
            .ToDictionary(import => import.Target.Address, import => import.Id),
        Unlock = Unlock,
    };

    // Terraform asks for every variable, also of what it only deletes.
    private static Dictionary<string, Secret> Placeholders(StackWork work) => work.Definition.Inputs
        .Where(input => input.IsSecret).ToDictionary(input => input.Name, _ => new Secret("not-needed-to-delete"));
}
