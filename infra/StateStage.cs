using TutorPipeline.Infra.Access;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>
/// What comes before the first stack: finds out who the caller is, insists on the right account, and makes the place where states are kept.
/// </summary>
/// <param name="access">The way to AWS.</param>
/// <param name="states">Where states are kept.</param>
/// <param name="accountId">The environment's account.</param>
/// <param name="isDryRun">Whether AWS may be out of reach.</param>
public sealed class StateStage(AwsAccess access, StateStore states, string accountId, bool isDryRun) : IStage<StagePlan>
{
    /// <inheritdoc/>
    /// <exception cref="AwsAccessException">AWS cannot be asked, and this is no dry run.</exception>
    /// <exception cref="WrongAccountException">The credentials are of another account.</exception>
    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var standing = await access.StandingAsync();
        if (standing.Caller is null && isDryRun)
        {
            return new StagePlan(
                [],
                [new NotLookedAt("what exists in AWS", standing.Why, standing.HowToGet)],
                []);
        }

        var caller = standing.Require(accountId);
        report.Information($"in AWS account {caller.AccountId} as {caller.Arn}");
        return new StagePlan(await states.MissingAsync(cancellationToken), [], []);
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (plan.Changes.Count > 0)
        {
            await states.MakeAsync(cancellationToken);
        }
    }
}
