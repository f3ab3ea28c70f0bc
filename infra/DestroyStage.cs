using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>What the end of a stack would delete.</summary>
/// <param name="Changes">Every deletion.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="End">How the stack ends.</param>
public sealed record DestroyPlan(IReadOnlyList<Change> Changes, IReadOnlyList<NotLookedAt> NotLookedAt, StackEnd End)
    : StagePlan(Changes, NotLookedAt, []);

/// <summary>The end of one stack: lifts the protection of what is protected, and deletes exactly what was shown.</summary>
/// <param name="describe">Describes how the stack ends.</param>
/// <param name="folder">The stack's folder.</param>
/// <param name="engine">Plans and applies.</param>
/// <param name="options">What was chosen for the run.</param>
/// <param name="states">Reads the state of a key.</param>
public sealed class DestroyStage(
    Func<CancellationToken, Task<StackEnd>> describe, string folder, IInfrastructureEngine engine, StackOptions options,
    Func<string, CancellationToken, Task<StackState?>> states) : IStage<DestroyPlan>
{
    /// <summary>Names the stacks that still use this one; asked before anything is deleted.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<string>>>? UsedBy { get; init; }

    /// <inheritdoc/>
    public async Task<DestroyPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var end = await describe(cancellationToken);
        var (_, plan) = await PlanAsync(end.Kept ?? end.Lifted, Options(end), [], report, cancellationToken);
        return new DestroyPlan(plan.Changes ?? [], plan.NotLookedAt, end);
    }

    /// <inheritdoc/>
    /// <exception cref="StackInUseException">Another stack still stands on this one.</exception>
    /// <exception cref="PlanExpiredException">What would be deleted is no longer what was shown.</exception>
    /// <exception cref="DataLossException">The end of the environment was not confirmed and something holds data.</exception>
    public async Task ApplyAsync(DestroyPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        var stack = plan.End.Lifted.Definition.Name;
        if (plan.Changes.Count == 0)
        {
            return;
        }

        options.Guard.Check(stack, plan.Changes);
        if (UsedBy is not null && await UsedBy(cancellationToken) is { Count: > 0 } users)
        {
            throw new StackInUseException(stack, users);
        }

        await LiftAsync(plan.End, report, cancellationToken);
        var work = plan.End.Kept ?? plan.End.Lifted;
        var (files, again) = await PlanAsync(work, Options(plan.End), [], report, cancellationToken);
        if (again.Saved is not { } saved || !Same(plan.Changes, again.Changes))
        {
            throw new PlanExpiredException(stack);
        }

        await engine.ApplyAsync(saved, files, folder, Options(plan.End).RequestFor(work), report, cancellationToken);
    }

    // Only what is protected is touched: a stack that was made by half must not be completed in order to be deleted.
    private async Task LiftAsync(StackEnd end, IStageReport report, CancellationToken cancellationToken)
    {
        var existing = await states(end.Lifted.StateKey, cancellationToken);
        string[] targets = [.. end.Protected.Where(address => existing?.Resources.Any(resource => resource.Address == address) == true)];
        if (targets.Length == 0)
        {
            return;
        }

        var lifting = options with { Destroys = false };
        var (files, plan) = await PlanAsync(end.Lifted, lifting, targets, report, cancellationToken);
        if (plan.Changes?.FirstOrDefault(change => change.Kind is not (ChangeKind.Update or ChangeKind.Skip)) is { } other)
        {
            throw new LiftingException(end.Lifted.Definition.Name, other);
        }

        if (plan.Saved is { HasChanges: true } saved)
        {
            report.Information($"lifts the protection of {string.Join(", ", targets)}");
            await engine.ApplyAsync(saved, files, folder, lifting.RequestFor(end.Lifted), report, cancellationToken);
        }
    }

    private async Task<(StackFiles Files, EnginePlan Plan)> PlanAsync(
        StackWork work, StackOptions chosen, IReadOnlyList<string> targets, IStageReport report, CancellationToken cancellationToken)
    {
        var files = TerraformJson.Emit(work.Definition);
        await StackFolder.WriteAsync(folder, files, cancellationToken);
        return (files, await engine.PlanAsync(
            files, folder, chosen.RequestFor(work) with { Targets = targets }, report, cancellationToken));
    }

    private StackOptions Options(StackEnd end) => options with { Destroys = end.Kept is null };

    private static bool Same(IReadOnlyList<Change> shown, IReadOnlyList<Change>? now) =>
        now is not null && shown.Select(c => (c.Kind, c.Subject)).ToHashSet().SetEquals(now.Select(c => (c.Kind, c.Subject)));
}

/// <summary>A stack is to be deleted on which others stand.</summary>
/// <param name="stack">The stack.</param>
/// <param name="users">The others.</param>
public sealed class StackInUseException(string stack, IReadOnlyList<string> users) : PipelineException(
    $"The stack {stack} cannot be deleted yet: {string.Join(", ", users)} still use it. Nothing of it was changed. Delete these first, or "
    + "everything together with Destroy.");

/// <summary>Lifting protection would do more than that.</summary>
/// <param name="stack">The stack.</param>
/// <param name="change">What else it would do.</param>
public sealed class LiftingException(string stack, Change change) : PipelineException(
    $"Before the stack {stack} can be deleted, its protection has to be lifted, but that would also {change.Kind.ToString().ToLowerInvariant()} "
    + $"{change.Subject}. Nothing was changed. What exists differs from the configuration: see './build.sh Provision --dry-run', apply or "
    + "undo that, then run Destroy again.");
