using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Jobs;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Surroundings;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>The controllers of the cluster and its one node, put together.</summary>
internal sealed class AllControllers : IDisposable
{
    private readonly ProcessRuntime runtime;

    public AllControllers(Store store, ImageRules images, Programs programs, double timeFactor)
    {
        store.HasKubelet = true;
        var pace = new Pace(timeFactor);
        var cluster = new Cluster(store, pace);
        runtime = new ProcessRuntime(cluster, programs, () => Loop!.Wake());
        Kubelet = new Kubelet(new Node(cluster, images, runtime));
        Loop = new ControllerLoop(store, pace,
        [
            new DeploymentController(cluster).Reconcile,
            new ReplicaSetController(cluster).Reconcile,
            new JobController(cluster).Reconcile,
            new Scheduler(cluster).Reconcile,
            Kubelet.Reconcile,
            new EndpointsController(cluster).Reconcile,
            new LoadBalancerController(cluster).Reconcile,
            new VolumeController(cluster).Reconcile,
            new AutoscalerController(cluster).Reconcile,
            new BudgetController(cluster).Reconcile,
        ]);
    }

    public ControllerLoop Loop { get; }

    public Kubelet Kubelet { get; }

    public void Dispose()
    {
        Kubelet.Dispose();
        runtime.Dispose();
    }
}
