using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;

/// <summary>Brings each Deployment's ReplicaSets to where it wants them, a step at a time.</summary>
internal sealed class DeploymentController(Cluster cluster)
{
    private readonly Revisions revisions = new(cluster);

    private readonly RollingUpdate update = new(new Revisions(cluster));

    public void Reconcile()
    {
        var sets = cluster.List(Kinds.ReplicaSets).ToLookup(s => s.ControllerUid());
        foreach (var deployment in cluster.List(Kinds.Deployments))
        {
            if (!deployment.IsDying() && PodTemplate.CanRun(deployment) && deployment["spec"]!["selector"] is not null)
            {
                Sync(new Rollout(deployment, sets[deployment.Uid()]));
            }
        }
    }

    private void Sync(Rollout rollout)
    {
        if (Revisions.WasScaled(rollout))
        {
            Scale(rollout);
        }
        else if ((bool?)rollout.Deployment["spec"]!["paused"] == true)
        {
            WriteStatus(rollout);
        }
        else if (rollout.New is null)
        {
            Begin(rollout);
        }
        else if (!revisions.Renew(rollout))
        {
            if (!update.Step(rollout) && DeploymentStatus.IsComplete(rollout, rollout.Deployment["status"] as JsonObject ?? []))
            {
                revisions.CleanUp(rollout);
            }

            WriteStatus(rollout);
        }
    }

    /// <summary>Makes the new ReplicaSet; when nothing may run beside the new, only after the old pods have ended.</summary>
    private void Begin(Rollout rollout)
    {
        if (rollout.IsRecreate && (update.StopOld(rollout) || rollout.Old.Exists(HasPods)))
        {
            WriteStatus(rollout);
            return;
        }

        revisions.Make(rollout);
    }

    private bool HasPods(JsonObject set) =>
        cluster.List(Kinds.Pods, set.Namespace()).Exists(p => p.ControllerUid() == set.Uid()
            && (string?)p["status"]?["phase"] is not ("Succeeded" or "Failed"));

    /// <summary>The one active ReplicaSet follows; while there are two, the rollout's steps do the rest.</summary>
    private void Scale(Rollout rollout)
    {
        var active = rollout.Sets.Where(s => s.Number("spec", "replicas") > 0).ToList();
        foreach (var set in active)
        {
            revisions.Scale(rollout, set, active.Count == 1 ? rollout.Replicas : set.Number("spec", "replicas"));
        }

        WriteStatus(rollout);
    }

    private void WriteStatus(Rollout rollout)
    {
        // What was scaled a moment ago is not looked at again: the status follows in the next pass.
        var live = cluster.Get(Kinds.Deployments, rollout.Deployment.Namespace(), rollout.Deployment.Name())!;
        cluster.UpdateStatus(live, value => value["status"] = DeploymentStatus.Of(rollout, cluster.Pace));
    }
}
