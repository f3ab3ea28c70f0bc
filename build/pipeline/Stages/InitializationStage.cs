using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Stages;

/// <summary>Runs the platform's first tasks, as soon as cluster and manifests are known.</summary>
/// <param name="work">Makes the stage that runs them.</param>
/// <param name="infrastructure">How the cluster is reached.</param>
/// <param name="current">The objects of the release; null while they are not known.</param>
internal sealed class InitializationStage(InitializationWork work, Infrastructure infrastructure, Func<ManifestSet?> current) : IStage<StagePlan>
{
    private InitializePlatform? stage;

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (await infrastructure.ClusterAccessAsync(cancellationToken) is not { } access)
        {
            return KnownAfter("ProvisionCluster");
        }

        if (current() is not { } set)
        {
            return KnownAfter("RenderManifests");
        }

        stage = work.Make(access, set);
        try
        {
            return await stage.PlanAsync(report, cancellationToken);
        }
        catch (InitializationException exception) when (infrastructure.Options.IsDryRun)
        {
            var gap = new NotLookedAt("what was initialized", exception.Message, "make the cluster reachable and plan again");
            return new StagePlan([new Change(ChangeKind.Run, "init", "unless it was done with the same images and configuration")], [gap], []);
        }
    }

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        stage!.ApplyAsync((InitializationPlan)plan, report, cancellationToken);

    private static StagePlan KnownAfter(string target) =>
        new([new Change(ChangeKind.Unknown, "init", $"migrations, theme, administrator (known after {target})")], [], [target]);
}
