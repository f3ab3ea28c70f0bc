namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;

/// <summary>One step of a rollout at a time: up with the new, or down with the old, within maxSurge and maxUnavailable.</summary>
internal sealed class RollingUpdate(Revisions revisions)
{
    /// <summary>Scales something if it can; whether it did.</summary>
    public bool Step(Rollout rollout)
    {
        var set = rollout.New!;
        var now = set.Number("spec", "replicas");
        var next = now > rollout.Replicas ? rollout.Replicas : NewReplicas(rollout, now);
        if (next != now)
        {
            revisions.Scale(rollout, set, next);
            return true;
        }

        return rollout.IsRecreate ? StopOld(rollout) : ScaleDownOld(rollout);
    }

    /// <summary>How many replicas the new ReplicaSet may have now.</summary>
    public static long NewReplicas(Rollout rollout, long now)
    {
        if (rollout.IsRecreate)
        {
            return rollout.Replicas;
        }

        var room = rollout.Replicas + rollout.MaxSurge - rollout.Wanted(rollout.Sets);
        return now + Math.Max(0, Math.Min(room, rollout.Replicas - now));
    }

    /// <summary>Asks the old ReplicaSets to stop everything at once.</summary>
    public bool StopOld(Rollout rollout)
    {
        var running = rollout.Old.Where(s => s.Number("spec", "replicas") > 0).ToList();
        running.ForEach(s => revisions.Scale(rollout, s, 0));
        return running.Count > 0;
    }

    private bool ScaleDownOld(Rollout rollout)
    {
        if (rollout.Wanted(rollout.Old) == 0)
        {
            return false;
        }

        var fewest = rollout.Replicas - rollout.MaxUnavailable;
        var newUnavailable = rollout.New!.Number("spec", "replicas") - rollout.New!.Number("status", "availableReplicas");
        var room = rollout.Wanted(rollout.Sets) - fewest - newUnavailable;
        if (room <= 0)
        {
            return false;
        }

        var targets = rollout.Old.ToDictionary(s => s.Name(), s => s.Number("spec", "replicas"));
        Take(rollout, targets, room, s => Math.Max(0, s.Number("spec", "replicas") - s.Number("status", "availableReplicas")));
        Take(rollout, targets, rollout.Available - fewest, s => targets[s.Name()]);
        var changed = rollout.Old.Where(s => targets[s.Name()] != s.Number("spec", "replicas")).ToList();
        changed.ForEach(s => revisions.Scale(rollout, s, targets[s.Name()]));
        return changed.Count > 0;
    }

    private static void Take(
        Rollout rollout, Dictionary<string, long> targets, long room, Func<System.Text.Json.Nodes.JsonObject, long> most)
    {
        foreach (var set in rollout.Old)
        {
            var taken = Math.Max(0, Math.Min(room, Math.Min(targets[set.Name()], most(set))));
            targets[set.Name()] -= taken;
            room -= taken;
        }
    }
}
