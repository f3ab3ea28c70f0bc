using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;

/// <summary>Makes a Deployment's ReplicaSets, numbers them, and forgets the oldest.</summary>
internal sealed class Revisions(Cluster cluster)
{
    public const string Annotation = "deployment.kubernetes.io/revision";

    public const string Desired = "deployment.kubernetes.io/desired-replicas";

    private const string History = "deployment.kubernetes.io/revision-history";

    private const string Max = "deployment.kubernetes.io/max-replicas";

    private static readonly HashSet<string> NotCopied =
        [Annotation, History, Desired, Max, "kubectl.kubernetes.io/last-applied-configuration", "deprecated.deployment.rollback.to"];

    /// <summary>Makes the ReplicaSet of the present template, with as many replicas as the rollout may begin with.</summary>
    public void Make(Rollout rollout)
    {
        var (deployment, replicas) = (rollout.Deployment, RollingUpdate.NewReplicas(rollout, 0));
        var template = deployment["spec"]!["template"]!.DeepClone().AsObject();
        var hash = PodTemplate.Hash(template);
        var metadata = Defaults.Child(template, "metadata");
        metadata["labels"] = PodTemplate.WithHash(metadata["labels"] as JsonObject, hash);
        var selector = deployment["spec"]!["selector"]!.DeepClone().AsObject();
        selector["matchLabels"] = PodTemplate.WithHash(selector["matchLabels"] as JsonObject, hash);
        var revision = (rollout.Old.Select(Rollout.Revision).DefaultIfEmpty().Max() + 1).Text();
        var spec = new JsonObject { ["replicas"] = replicas, ["selector"] = selector, ["template"] = template };
        if (deployment["spec"]!["minReadySeconds"] is { } seconds)
        {
            spec["minReadySeconds"] = seconds.DeepClone();
        }

        var set = cluster.Create(Kinds.ReplicaSets, new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Name()}-{hash}", ["namespace"] = deployment.Namespace(),
                ["labels"] = metadata["labels"]!.DeepClone(), ["annotations"] = Annotations(rollout, revision),
                ["ownerReferences"] = new JsonArray(deployment.OwnerReference()),
            },
            ["spec"] = spec,
        });
        if (replicas > 0)
        {
            cluster.Events.Normal(
                deployment, "deployment-controller", "ScalingReplicaSet", $"Scaled up replica set {set.Name()} to {replicas}");
        }

        Tell(deployment, revision, "NewReplicaSetCreated", $"Created new replica set \"{set.Name()}\"");
    }

    /// <summary>Makes the present ReplicaSet the newest revision, with the Deployment's annotations; whether that changed it.</summary>
    public bool Renew(Rollout rollout)
    {
        var set = rollout.New!;
        var revision = Math.Max(Rollout.Revision(set), rollout.Old.Select(Rollout.Revision).DefaultIfEmpty().Max() + 1);
        var after = cluster.Update(set, value =>
        {
            var annotations = Defaults.Child(value["metadata"]!.AsObject(), "annotations");
            var before = Rollout.Revision(value);
            if (before > 0 && before < revision)
            {
                annotations[History] = (string?)annotations[History] is { } known ? $"{known},{before}" : before.Text();
            }

            foreach (var (name, text) in Copied(rollout.Deployment))
            {
                annotations[name] = text!.DeepClone();
            }

            annotations[Annotation] = revision.Text();
            var seconds = rollout.Deployment["spec"]!["minReadySeconds"]?.DeepClone();
            if (seconds is not null)
            {
                value["spec"]!["minReadySeconds"] = seconds;
            }
        });
        if (after == set && rollout.Deployment.Annotation(Annotation) != revision.Text())
        {
            Tell(rollout.Deployment, revision.Text(), null, "");
            return true;
        }

        return after != set;
    }

    /// <summary>Changes how many replicas a ReplicaSet is to have, and says so.</summary>
    public void Scale(Rollout rollout, JsonObject set, long replicas)
    {
        var before = set.Number("spec", "replicas");
        cluster.Update(set, value =>
        {
            value["spec"]!["replicas"] = replicas;
            Numbers(rollout, Defaults.Child(value["metadata"]!.AsObject(), "annotations"));
        });
        if (before != replicas)
        {
            var message = $"Scaled {(before < replicas ? "up" : "down")} replica set {set.Name()} to {replicas} from {before}";
            cluster.Events.Normal(rollout.Deployment, "deployment-controller", "ScalingReplicaSet", message);
        }
    }

    /// <summary>Whether the Deployment was scaled since its ReplicaSets were.</summary>
    public static bool WasScaled(Rollout rollout) => rollout.Sets.Exists(
        s => s.Number("spec", "replicas") > 0 && s.Annotation(Desired) is { } desired && desired != rollout.Replicas.Text());

    public void CleanUp(Rollout rollout)
    {
        var limit = rollout.Deployment.Number("spec", "revisionHistoryLimit", 10);
        var empty = rollout.Old.Where(s => s.Number("spec", "replicas") == 0 && s.Number("status", "replicas") == 0);
        var idle = empty.Where(s => !s.IsDying()).ToList();
        foreach (var set in idle.OrderBy(Rollout.Revision).Take((int)Math.Max(0, idle.Count - limit)))
        {
            cluster.Delete(set);
        }
    }

    private void Tell(JsonObject deployment, string revision, string? reason, string message) =>
        cluster.UpdateStatus(deployment, value =>
        {
            Defaults.Child(value["metadata"]!.AsObject(), "annotations")[Annotation] = revision;
            if (reason is not null && value["spec"]!["progressDeadlineSeconds"] is not null)
            {
                var status = Defaults.Child(value, "status");
                var conditions = status["conditions"] as JsonArray ?? [];
                Conditions.Set(conditions, "Progressing", "True", reason, message);
                status["conditions"] = conditions.DeepClone();
                cluster.Pace.Note(value.Uid(), "Progressing", (string)conditions[^1]!["lastUpdateTime"]!);
            }
        });

    private static JsonObject Annotations(Rollout rollout, string revision)
    {
        var annotations = new JsonObject(Copied(rollout.Deployment).Select(a => KeyValuePair.Create(a.Key, a.Value?.DeepClone())));
        Numbers(rollout, annotations);
        annotations[Annotation] = revision;
        return annotations;
    }

    private static void Numbers(Rollout rollout, JsonObject annotations)
    {
        annotations[Desired] = rollout.Replicas.Text();
        annotations[Max] = (rollout.Replicas + rollout.MaxSurge).Text();
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Copied(JsonObject deployment) =>
        (deployment["metadata"]!["annotations"] as JsonObject ?? []).Where(a => !NotCopied.Contains(a.Key)).ToList();
}
