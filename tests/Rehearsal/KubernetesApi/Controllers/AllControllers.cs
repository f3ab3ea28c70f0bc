using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>The controllers of the cluster and its one node, put together.</summary>
internal sealed class AllControllers : IDisposable
{
    private readonly Kubelet kubelet;

    public AllControllers(Store store, ImageRules images, double timeFactor)
    {
        store.HasKubelet = true;
        var pace = new Pace(timeFactor);
        var cluster = new Cluster(store, pace);
        kubelet = new Kubelet(new Node(cluster, images, new Runtime()));
        Loop = new ControllerLoop(store, pace,
        [
            new DeploymentController(cluster).Reconcile,
            new ReplicaSetController(cluster).Reconcile,
            new Scheduler(cluster).Reconcile,
            kubelet.Reconcile,
        ]);
    }

    public ControllerLoop Loop { get; }

    public void Dispose() => kubelet.Dispose();
}
