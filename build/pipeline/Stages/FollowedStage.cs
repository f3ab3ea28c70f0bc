using TutorPipeline.Model;

namespace TutorPipeline.Stages;

/// <summary>
/// A stage and what belongs to it but cannot be planned as a whole before the stage was applied. That is shown as far as it is known, and
/// planned again when it is its turn.
/// </summary>
/// <param name="first">The stage.</param>
/// <param name="then">What follows.</param>
internal sealed class FollowedStage(IStage<StagePlan> first, IStage<StagePlan> then) : IStage<StagePlan>
{
    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var own = await first.PlanAsync(report, cancellationToken);
        var following = await then.PlanAsync(report, cancellationToken);
        return new FollowedPlan(own, following);
    }

    public async Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        var (own, following) = ((FollowedPlan)plan).Parts;
        await first.ApplyAsync(own, report, cancellationToken);
        if (!following.IsApplicable)
        {
            following = await then.PlanAsync(report, cancellationToken);
            foreach (var change in following.Changes)
            {
                report.Information($"{change.Kind.ToString().ToLowerInvariant()} {change.Subject}: {change.Detail}");
            }
        }

        if (!following.IsApplicable)
        {
            throw new PlaceholderPlanException(following.PlaceholdersFrom);
        }

        await then.ApplyAsync(following, report, cancellationToken);
    }

    // What the stage itself will bring is no placeholder for the plan as a whole.
    private sealed record FollowedPlan(StagePlan Own, StagePlan Following)
        : StagePlan([.. Own.Changes, .. Following.Changes], [.. Own.NotLookedAt, .. Following.NotLookedAt], Own.PlaceholdersFrom)
    {
        public (StagePlan Own, StagePlan Following) Parts => (Own, Following);
    }
}
