using TutorPipeline.Infra.Costs;
using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>One stack as it is to be, and what only its engine may see.</summary>
/// <param name="Definition">The stack.</param>
public sealed record StackWork(StackDefinition Definition)
{
    /// <summary>The values of its secret inputs by name.</summary>
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Where its state is kept.</summary>
    public string StateKey => $"{Definition.Scope.Namespace}/{Definition.Name}/terraform.tfstate";
}

/// <summary>What a stack's stage would do.</summary>
/// <param name="Changes">Every change, in the order of the stack.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="PlaceholdersFrom">The targets whose results are missing.</param>
/// <param name="Work">The stack that was planned.</param>
/// <param name="Files">Its files, as they lie in its folder.</param>
/// <param name="Saved">What the engine carries out; null for a plan that can only be shown.</param>
public sealed record StackPlan(
    IReadOnlyList<Change> Changes,
    IReadOnlyList<NotLookedAt> NotLookedAt,
    IReadOnlyList<string> PlaceholdersFrom,
    StackWork Work,
    StackFiles Files,
    SavedPlan? Saved)
    : StagePlan(Changes, NotLookedAt, PlaceholdersFrom);

/// <summary>
/// One stack: writes the configuration, and plans and applies it with the engine; where there is none, it lists what the typed stack
/// consists of.
/// </summary>
/// <param name="work">Describes the stack, after what it needs of others was read.</param>
/// <param name="folder">Where its configuration is written: <c>artifacts/&lt;env&gt;/stacks/&lt;stack&gt;</c>.</param>
/// <param name="engine">Plans and applies it.</param>
/// <param name="options">What was chosen for the run.</param>
public sealed class StackStage(
    Func<CancellationToken, Task<StackWork>> work, string folder, IInfrastructureEngine engine, StackOptions options) : IStage<StackPlan>
{
    /// <summary>What is done after a successful apply, also when that had nothing to change.</summary>
    public Func<IStageReport, CancellationToken, Task>? Afterwards { get; init; }

    /// <summary>Finds what exists and is not on record; asked only after a run that was cut off.</summary>
    public Func<StackWork, IReadOnlyList<Change>, CancellationToken, Task<IReadOnlyList<ExistingResource>>>? Existing { get; init; }

    /// <inheritdoc/>
    /// <exception cref="UnrecordedException">An earlier run left something that is not on record.</exception>
    public async Task<StackPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var described = await work(cancellationToken);
        var stack = described.Definition;
        var files = TerraformJson.Emit(stack);

        // A stack that rests on placeholders cannot be compared with what exists, and is never applied: it is only shown.
        if (!options.IsDryRun && stack.PlaceholdersFrom.Count > 0)
        {
            throw new UpstreamMissingException(stack.Name, stack.PlaceholdersFrom);
        }

        await StackFolder.WriteAsync(folder, files, cancellationToken);
        var plan = await engine.PlanAsync(files, folder, options.RequestFor(described), report, cancellationToken);
        var changes = plan.Changes ?? StackListing.Changes(stack);
        if (plan.FollowsInterruption && Existing is not null)
        {
            await RefuseUnrecordedAsync(described, changes, cancellationToken);
        }

        foreach (var address in options.Guard.Endangered(changes))
        {
            report.Warning($"{address} holds data and would be lost: a run refuses this unless --allow-data-loss {address} names it");
        }

        return new StackPlan(changes, plan.NotLookedAt, stack.PlaceholdersFrom, described, files, plan.Saved)
        {
            Costs = StackCosts.Of(stack),
        };
    }

    private async Task RefuseUnrecordedAsync(StackWork described, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var named = options.Imports.Select(import => import.Target.Text).ToHashSet();
        var found = (await Existing!(described, changes, cancellationToken)).Where(resource => !named.Contains(resource.Subject)).ToList();
        if (found.Count > 0)
        {
            throw new UnrecordedException(described.Definition.Name, found);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DataLossException">The plan destroys or replaces something that holds data and was not named.</exception>
    public async Task ApplyAsync(StackPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        var saved = plan.Saved ?? throw new InvalidOperationException($"The plan of {plan.Files.Stack} was made to be shown only.");
        options.Guard.Check(plan.Files.Stack, plan.Changes);
        if (saved.HasChanges)
        {
            await engine.ApplyAsync(saved, plan.Files, folder, options.RequestFor(plan.Work), report, cancellationToken);
        }

        if (Afterwards is not null)
        {
            await Afterwards(report, cancellationToken);
        }
    }
}

/// <summary>A stack needs the outputs of others that were not applied yet.</summary>
/// <param name="stack">The stack.</param>
/// <param name="targets">The targets that apply the others.</param>
public sealed class UpstreamMissingException(string stack, IReadOnlyList<string> targets) : PipelineException(
    $"The stack {stack} needs what others hand over, and these were not applied yet: {string.Join(", ", targets)}. Nothing was changed. Run "
    + $"{string.Join(" and ", targets)} first, or leave out --skip.");
