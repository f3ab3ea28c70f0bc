using TutorPipeline.Kernel.Definition;

namespace TutorPipeline.Kernel.Additions;

/// <summary>What our engine can do beyond NUKE. <c>build/pipeline</c> uses it through one shim file only.</summary>
public static class TargetDefinitionExtensions
{
    /// <summary>Adds an action that ends early when the run is interrupted.</summary>
    /// <param name="definition">The target's definition.</param>
    /// <param name="action">The action; its token is cancelled by SIGINT and SIGTERM.</param>
    /// <returns>The same definition.</returns>
    public static ITargetDefinition Executes(this ITargetDefinition definition, Func<CancellationToken, Task> action) =>
        ((TargetDefinition)definition).AddAction(run => action(run.CancellationToken), runsInDryRun: false);

    /// <summary>Adds an action that runs in a dry run too and honours <see cref="ITargetRun.IsDryRun"/> itself.</summary>
    /// <param name="definition">The target's definition.</param>
    /// <param name="action">The action.</param>
    /// <returns>The same definition.</returns>
    public static ITargetDefinition ExecutesStage(this ITargetDefinition definition, Func<ITargetRun, Task> action) =>
        ((TargetDefinition)definition).AddAction(action, runsInDryRun: true);
}
