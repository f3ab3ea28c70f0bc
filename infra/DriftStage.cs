using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>Compares what is declared with what exists, stack by stack, and changes nothing.</summary>
/// <param name="stacks">The names of the stacks.</param>
/// <param name="describe">Describes a stack.</param>
/// <param name="folder">The folder of a stack.</param>
/// <param name="engine">Plans stacks.</param>
/// <param name="parallelism">How many stacks are compared at once.</param>
/// <param name="found">Called when something differs.</param>
public sealed class DriftStage(
    IReadOnlyList<string> stacks, Func<string, CancellationToken, Task<StackWork>> describe, Func<string, string> folder,
    IInfrastructureEngine engine, int parallelism, Action found) : IStage<StagePlan>
{
    /// <inheritdoc/>
    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        using var free = new SemaphoreSlim(parallelism);
        var plans = await Task.WhenAll(stacks.Select(async stack =>
        {
            await free.WaitAsync(cancellationToken);
            try
            {
                return await CompareAsync(stack, report, cancellationToken);
            }
            finally
            {
                free.Release();
            }
        }));
        var changes = plans.SelectMany(plan => plan.Changes ?? []).ToList();
        return new StagePlan(changes, [.. plans.SelectMany(plan => plan.NotLookedAt)], []);
    }

    /// <inheritdoc/>
    /// <remarks>Nothing is applied; a run that found a difference ends with exit code 3.</remarks>
    /// <exception cref="DriftUnknownException">Something could not be looked at.</exception>
    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (plan.NotLookedAt is [var gap, ..])
        {
            throw new DriftUnknownException(gap);
        }

        if (plan.Changes.Count == 0)
        {
            report.Information($"no drift in {stacks.Count} stacks");
        }
        else
        {
            report.Warning($"{plan.Changes.Count} resources differ from what is declared; Provision would make them as declared");
            found();
        }

        return Task.CompletedTask;
    }

    private async Task<EnginePlan> CompareAsync(string stack, IStageReport report, CancellationToken cancellationToken)
    {
        var work = await describe(stack, cancellationToken);
        var files = TerraformJson.Emit(work.Definition);
        var path = folder(stack);
        await StackFolder.WriteAsync(path, files, cancellationToken);
        var request = new StackOptions { IsDryRun = true }.RequestFor(work);
        return await engine.PlanAsync(files, path, request, report, cancellationToken);
    }
}

/// <summary>Whether something drifted cannot be said.</summary>
/// <param name="gap">What could not be looked at.</param>
public sealed class DriftUnknownException(NotLookedAt gap) : PipelineException(
    $"Whether something drifted cannot be said: {gap.What} was not looked at, because {gap.Why}. To go on, {gap.HowToGet}.");
