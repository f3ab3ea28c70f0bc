using TutorPipeline.Model;

namespace TutorPipeline.Stages;

/// <summary>The three motions of every stage: plan, report, apply exactly that.</summary>
public static class StageRun
{
    /// <summary>Plans a stage, reports the plan, and applies it unless this is a dry run.</summary>
    /// <typeparam name="TPlan">The stage's plan.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="journal">Takes what is said and the plan.</param>
    /// <param name="isDryRun">Whether to end after the report.</param>
    /// <param name="cancellationToken">Asks the stage to stop.</param>
    /// <returns>A task that ends with the stage.</returns>
    /// <exception cref="PlaceholderPlanException">The plan rests on placeholders and this is no dry run.</exception>
    /// <exception cref="DiskFullException">A file could not be written for want of room.</exception>
    public static async Task RunAsync<TPlan>(
        IStage<TPlan> stage, IStageJournal journal, bool isDryRun, CancellationToken cancellationToken)
        where TPlan : StagePlan
    {
        try
        {
            await CarryOutAsync(stage, journal, isDryRun, cancellationToken);
        }
        catch (IOException exception) when (DiskFullException.IsWhat(exception))
        {
            throw new DiskFullException(exception);
        }
    }

    private static async Task CarryOutAsync<TPlan>(
        IStage<TPlan> stage, IStageJournal journal, bool isDryRun, CancellationToken cancellationToken)
        where TPlan : StagePlan
    {
        var plan = await stage.PlanAsync(journal, cancellationToken);
        foreach (var change in plan.Changes)
        {
            journal.Change(change);
        }

        foreach (var gap in plan.NotLookedAt)
        {
            journal.NotLookedAt(gap);
        }

        if (plan.Costs is { } costs)
        {
            journal.Costs(costs);
        }

        if (isDryRun)
        {
            return;
        }

        if (!plan.IsApplicable)
        {
            throw new PlaceholderPlanException(plan.PlaceholdersFrom);
        }

        await stage.ApplyAsync(plan, journal, cancellationToken);
    }
}

/// <summary>A plan that rests on placeholders was to be carried out.</summary>
/// <param name="targets">The targets whose results are missing.</param>
public sealed class PlaceholderPlanException(IReadOnlyList<string> targets) : PipelineException(
    $"The plan rests on results that are not there yet, of: {string.Join(", ", targets)}. It can be shown but not applied, and nothing was "
    + $"changed. Run {string.Join(" and ", targets)} first, or leave out --skip.")
{
    /// <summary>The targets whose results are missing.</summary>
    public IReadOnlyList<string> Targets { get; } = targets;
}
