using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Stages;

/// <summary>Makes sure that the account knows GitHub's tokens before roles trust them.</summary>
/// <param name="environment">The environment.</param>
/// <param name="infrastructure">How AWS is reached.</param>
internal sealed class GitHubProviderStage(PlatformEnvironment environment, Infrastructure infrastructure) : IStage<StagePlan>
{
    private readonly GitHubProvider provider = new(
        new OidcCalls(infrastructure.Calls),
        environment.Identity.AwsAccountId.Text,
        new StackScope(string.Empty, environment.Identity.AwsRegion.Text, string.Empty, []).Partition);

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var standing = await infrastructure.Access.StandingAsync();
        if (standing.Caller is null && infrastructure.Options.IsDryRun)
        {
            return new(
                [new Change(ChangeKind.Unknown, GitHubProvider.Subject, "adopted where it is, made where it is not, never removed")],
                [new NotLookedAt("GitHub's OIDC provider in the account", standing.Why, standing.HowToGet)],
                []);
        }

        standing.Require(environment.Identity.AwsAccountId.Text);
        return await provider.PlanAsync(report, cancellationToken);
    }

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        provider.ApplyAsync((GitHubProviderPlan)plan, report, cancellationToken);
}
