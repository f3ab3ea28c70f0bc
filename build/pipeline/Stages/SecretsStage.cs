using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Cluster.Secrets;

namespace TutorPipeline.Stages;

/// <summary>Makes the platform's Secrets, as soon as the cluster that holds them can be reached.</summary>
/// <param name="environment">The environment.</param>
/// <param name="infrastructure">How the cluster is reached, and where servers answer.</param>
internal sealed class SecretsStage(PlatformEnvironment environment, Infrastructure infrastructure) : IStage<StagePlan>
{
    private SyncSecrets? stage;

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var endpoints = await infrastructure.EndpointsAsync(cancellationToken);
        var store = await infrastructure.SecretsAsync(cancellationToken);
        stage = new SyncSecrets(environment, endpoints, store, null, infrastructure.Options.IsDryRun);
        return await stage.PlanAsync(report, cancellationToken);
    }

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        stage!.ApplyAsync((SecretsPlan)plan, report, cancellationToken);
}
