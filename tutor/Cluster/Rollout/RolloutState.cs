using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>
/// Judges Deployments by what watches saw of them, and by the clock. Events are evidence for people; of them only a failed mount is
/// judged, because no status tells it.
/// </summary>
internal sealed class RolloutState
{
    private readonly IReadOnlyList<string> names;
    private readonly RolloutRule rule;
    private readonly TimeProvider time;
    private readonly DateTimeOffset began;
    private readonly PodFindings findings;
    private readonly Dictionary<string, Observed> observed = [];
    private readonly Dictionary<string, DateTimeOffset> since = [];
    private readonly Dictionary<string, (int Restarts, DateTimeOffset Since)> complete = [];
    private readonly Dictionary<string, HashSet<string>> before = [];

    public RolloutState(IReadOnlyList<string> names, RolloutRule rule, TimeProvider time)
    {
        (this.names, this.rule, this.time, began) = (names, rule, time, time.GetUtcNow());
        findings = new PodFindings(rule);
    }

    /// <summary>Takes in what a watch saw.</summary>
    public void Observe(WatchEvent sent)
    {
        Of(sent.Kind).Take(sent);
        if (sent.Change != WatchChange.Seen)
        {
            return;
        }

        if (sent.Kind == WatchedKind.Pods)
        {
            findings.Observe(sent.Document);
        }
        else if (sent.Kind == WatchedKind.Deployments && !before.ContainsKey(Seen.Name(sent.Document)))
        {
            before[Seen.Name(sent.Document)] = [.. Failures(sent.Document)];
        }
    }

    /// <summary>The verdict on each Deployment at this moment, in the order of their names.</summary>
    public IReadOnlyList<Verdict> Judge()
    {
        var verdicts = new List<Verdict>(names.Count);
        foreach (var name in names)
        {
            verdicts.Add(Judge(name));
        }

        return verdicts;
    }

    /// <summary>What was told about an object and what belongs to it, the oldest first.</summary>
    public IEnumerable<JsonObject> EventsOf(string deployment, string? pod)
    {
        foreach (var item in Of(WatchedKind.Events).Items)
        {
            var about = (string?)item["involvedObject"]?["name"];
            var isMine = about == deployment || about == pod
                || (pod is null && about?.StartsWith($"{deployment}-", StringComparison.Ordinal) == true);
            if (isMine && (string?)item["type"] == "Warning")
            {
                yield return item;
            }
        }
    }

    private Verdict Judge(string name)
    {
        var deployment = Of(WatchedKind.Deployments).Find(name);
        if (deployment is null)
        {
            return Of(WatchedKind.Deployments).IsListed
                ? Weigh(name, new Finding(FailureCause.Gone, "it is not in the cluster", rule.CreateGrace), "it is not there yet")
                : new WaitingVerdict(name, "the cluster has not told of it yet");
        }

        var generation = Seen.Count(deployment["metadata"], "generation");
        if (Seen.Count(deployment["status"], "observedGeneration") < generation)
        {
            complete.Remove(name);
            return Weigh(name, null, "the cluster has not taken notice of the change yet");
        }

        var pods = PodsOf(deployment);
        var progress = new Progress(deployment, pods);
        if (!progress.IsComplete)
        {
            complete.Remove(name);
        }
        else if (Find(deployment, pods) is not { Grace.Ticks: 0 })
        {
            return Settle(name, progress);
        }

        return Weigh(name, Find(deployment, pods), progress.Reason);
    }

    private Verdict Settle(string name, Progress progress)
    {
        var now = time.GetUtcNow();
        if (!complete.TryGetValue(name, out var held) || held.Restarts != progress.Restarts)
        {
            complete[name] = held = (progress.Restarts, now);
        }

        return now - held.Since >= rule.Settle ? new DoneVerdict(name) : Weigh(name, null, "all pods are available; it must stay so");
    }

    /// <summary>A finding counts once it has lasted for its grace; whatever is found first of another cause starts over.</summary>
    private Verdict Weigh(string name, Finding? finding, string reason)
    {
        var now = time.GetUtcNow();
        foreach (var key in since.Keys.Where(k => k.StartsWith($"{name}|", StringComparison.Ordinal) && k != Key(name, finding)).ToList())
        {
            since.Remove(key);
        }

        if (finding is not null)
        {
            since.TryAdd(Key(name, finding), now);
            finding = finding with { Since = since[Key(name, finding)] };
            if (now - finding.Since >= finding.Grace)
            {
                return new FailedVerdict(name, finding);
            }

            reason = finding.Pod is null ? finding.Seen : $"{finding.Seen}, in pod {finding.Pod}";
        }

        return now - began < rule.Limit
            ? new WaitingVerdict(name, reason)
            : new FailedVerdict(name, (finding ?? new Finding(FailureCause.Limit, reason, TimeSpan.Zero)) with { Since = began });
    }

    private static string Key(string name, Finding? finding) => finding is null ? "" : $"{name}|{finding.Cause}";

    private Finding? Find(JsonObject deployment, List<JsonObject> pods)
    {
        var found = new List<Finding>();
        foreach (var pod in pods)
        {
            if ((findings.Find(pod) ?? Mount(pod)) is { } finding)
            {
                found.Add(finding);
            }
        }

        // What is certain now comes first; a cause is more use than that the deadline has passed.
        var worst = found.Count == 0 ? null : found.MinBy(f => f.Grace);
        var own = OfConditions(deployment);
        return own?.Cause == FailureCause.Deadline && worst is not null ? worst with { Grace = own.Grace } : worst ?? own;
    }

    private Finding? OfConditions(JsonObject deployment)
    {
        if ((bool?)deployment["spec"]?["paused"] == true)
        {
            return new Finding(FailureCause.Paused, "it is paused (spec.paused)", TimeSpan.Zero);
        }

        var refused = Seen.Condition(deployment, "ReplicaFailure");
        if ((string?)refused?["status"] == "True")
        {
            return new Finding(
                FailureCause.PodsRefused, $"the cluster refuses to make its pods ({(string?)refused["message"]})",
                Grace(deployment, refused, rule.CreateGrace));
        }

        var progressing = Seen.Condition(deployment, "Progressing");
        return (string?)progressing?["reason"] == "ProgressDeadlineExceeded"
            ? new Finding(
                FailureCause.Deadline, $"it made no progress within its deadline ({(string?)progressing["message"]})",
                Grace(deployment, progressing, TimeSpan.Zero))
            : null;
    }

    private Finding? Mount(JsonObject pod)
    {
        var isWaiting = (string?)pod["status"]?["phase"] == "Pending";
        foreach (var item in isWaiting ? Of(WatchedKind.Events).Items : [])
        {
            var message = (string?)item["message"] ?? "";
            if ((string?)item["reason"] == "FailedMount" && (string?)item["involvedObject"]?["name"] == Seen.Name(pod)
                && (message.Contains("configmap \"", StringComparison.Ordinal) || message.Contains("secret \"", StringComparison.Ordinal))
                && message.Contains("not found", StringComparison.Ordinal))
            {
                return new Finding(FailureCause.VolumeSource, $"a volume cannot be mounted ({message})", rule.MountGrace)
                {
                    Pod = Seen.Name(pod),
                };
            }
        }

        return null;
    }

    private TimeSpan Grace(JsonObject deployment, JsonObject condition, TimeSpan grace) =>
        before.GetValueOrDefault(Seen.Name(deployment))?.Contains(Mark(condition)) == true ? rule.OldFailureGrace : grace;

    private static IEnumerable<string> Failures(JsonObject deployment)
    {
        foreach (var type in (string[])["ReplicaFailure", "Progressing"])
        {
            if (Seen.Condition(deployment, type) is { } condition)
            {
                yield return Mark(condition);
            }
        }
    }

    private static string Mark(JsonObject condition) =>
        $"{condition["type"]}|{condition["status"]}|{condition["reason"]}|{condition["lastUpdateTime"]}";

    /// <summary>The pods of the ReplicaSet that the Deployment now rolls out; those of earlier ones may fail as they like.</summary>
    private List<JsonObject> PodsOf(JsonObject deployment)
    {
        var pods = new List<JsonObject>();
        foreach (var set in Of(WatchedKind.ReplicaSets).Items)
        {
            if (!Seen.IsOwnedBy(set, Seen.Uid(deployment)) || Seen.Revision(set) != Seen.Revision(deployment))
            {
                continue;
            }

            foreach (var pod in Of(WatchedKind.Pods).Items)
            {
                if (Seen.IsOwnedBy(pod, Seen.Uid(set)) && !Seen.IsOnItsWayOut(pod))
                {
                    pods.Add(pod);
                }
            }
        }

        return pods;
    }

    private Observed Of(WatchedKind kind)
    {
        if (!observed.TryGetValue(kind.Name, out var found))
        {
            observed[kind.Name] = found = new Observed();
        }

        return found;
    }
}
