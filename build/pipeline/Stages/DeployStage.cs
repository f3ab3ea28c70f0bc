using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;

namespace TutorPipeline.Stages;

/// <summary>Applies manifests; a dry run tells that the cluster differs, or that it cannot be looked at.</summary>
/// <param name="infrastructure">How the cluster is reached.</param>
/// <param name="make">Makes the stage that applies, once it is known how.</param>
/// <param name="onDifference">Called by a dry run that finds something to do.</param>
internal sealed class DeployStage(Infrastructure infrastructure, Func<ClusterAccess?, ApplyManifests> make, Action onDifference)
    : IStage<StagePlan>
{
    private ApplyManifests? stage;

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        stage = make(await infrastructure.ClusterAccessAsync(cancellationToken));
        if (!infrastructure.Options.IsDryRun)
        {
            return await stage.PlanAsync(report, cancellationToken);
        }

        using (stage)
        {
            try
            {
                return Told(await stage.PlanAsync(report, cancellationToken));
            }
            catch (ManifestsRefusedException exception) when (exception.Faults.All(fault => fault.Kind == ManifestFaultKind.Unavailable))
            {
                return Unseen(exception);
            }
        }
    }

    public async Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        using (stage)
        {
            await stage!.ApplyAsync((ApplyPlan)plan, report, cancellationToken);
        }
    }

    private ApplyPlan Told(ApplyPlan plan)
    {
        if (plan.HasChanges)
        {
            onDifference();
        }

        return plan;
    }

    private static StagePlan Unseen(ManifestsRefusedException exception) => new(
        [new Change(ChangeKind.Unknown, "manifests", "server-side apply, then every rollout is waited for")],
        [new NotLookedAt("the cluster", exception.Message, "make the cluster reachable and plan again")],
        []);
}
