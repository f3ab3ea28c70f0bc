namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>Lets the pods of the node live, and ends them when they are deleted.</summary>
internal sealed class Kubelet(Node node) : IDisposable
{
    private readonly Dictionary<string, PodLife> lives = [];

    public void Reconcile()
    {
        var pods = node.Cluster.List(Kinds.Pods)
            .Where(p => p["spec"]!["nodeName"] is not null && p["spec"].Items("containers").Any()).ToDictionary(p => p.Uid());
        foreach (var uid in lives.Keys.Where(uid => !pods.ContainsKey(uid)).ToList())
        {
            lives[uid].Stop(now: true);
            node.Runtime.Forget(lives[uid].Value);
            lives.Remove(uid);
        }

        foreach (var (uid, pod) in pods)
        {
            if (!lives.TryGetValue(uid, out var life))
            {
                lives[uid] = life = new PodLife(node, pod);
            }

            life.Step(pod);
        }
    }

    /// <summary>How a pod lives; null when it is not on the node yet.</summary>
    public PodLife? Find(string uid) => lives.GetValueOrDefault(uid);

    public void Dispose()
    {
        foreach (var life in lives.Values)
        {
            life.Stop(now: true);
        }
    }
}
