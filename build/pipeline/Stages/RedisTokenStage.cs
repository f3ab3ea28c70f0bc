using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Stages;

/// <summary>Sets Redis' token, as soon as the cache and the cluster that holds the token can be reached.</summary>
/// <param name="environment">The environment.</param>
/// <param name="infrastructure">How they are reached.</param>
internal sealed class RedisTokenStage(PlatformEnvironment environment, Infrastructure infrastructure) : IStage<StagePlan>
{
    private static readonly StagePlan NotYet = new(
        [new Change(ChangeKind.Unknown, RedisToken.Subject, "set through ElastiCache's API (known after ProvisionRedis)")], [], ["ProvisionRedis"]);

    private RedisToken? token;

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var redis = await infrastructure.Outputs.RedisAsync(cancellationToken);
        if (redis.PlaceholdersFrom is not null || await infrastructure.SecretsAsync(cancellationToken) is not { } secrets)
        {
            return NotYet;
        }

        token = new RedisToken(
            new CacheCalls(infrastructure.Calls), secrets, new(environment.Names.Namespace, SecretNames.Redis), redis.Outputs.ReplicationGroupId);
        return await token.PlanAsync(report, cancellationToken);
    }

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        token!.ApplyAsync((RedisTokenPlan)plan, report, cancellationToken);
}
