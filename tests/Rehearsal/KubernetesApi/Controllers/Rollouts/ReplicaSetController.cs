using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;

/// <summary>Keeps as many pods as each ReplicaSet wants, and counts them.</summary>
internal sealed class ReplicaSetController(Cluster cluster)
{
    private const string Component = "replicaset-controller";

    // The work queue of the real one: 5 ms after the first failure, then twice as long each time, at most 1000 s.
    private const double FirstRetry = 0.005;

    private const double LastRetry = 1000;

    private readonly Dictionary<string, (int Failures, DateTime At, string Seen)> retries = [];

    public void Reconcile()
    {
        var pods = cluster.List(Kinds.Pods).Where(IsActive).ToLookup(p => p.ControllerUid());
        foreach (var set in cluster.List(Kinds.ReplicaSets))
        {
            if (!set.IsDying() && PodTemplate.CanRun(set))
            {
                Sync(set, [.. pods[set.Uid()]]);
            }
        }
    }

    private static bool IsActive(JsonObject pod) => !pod.IsDying() && (string?)pod["status"]?["phase"] is not ("Succeeded" or "Failed");

    private void Sync(JsonObject set, List<JsonObject> pods)
    {
        var missing = set.Number("spec", "replicas", 1) - pods.Count;
        var failure = set.Condition("ReplicaFailure")?.DeepClone().AsObject();
        if (missing <= 0)
        {
            failure = null;
            Shrink(set, pods, (int)-missing);
        }
        else if (MayTry(set))
        {
            failure = Grow(set, missing) is { } message ? Failure(failure, message) : null;
        }

        cluster.UpdateStatus(set, value => value["status"] = Status(set, pods, failure));
    }

    /// <summary>Whether it is time to try again, or something about the ReplicaSet changed.</summary>
    private bool MayTry(JsonObject set)
    {
        if (!retries.TryGetValue(set.Uid(), out var last) || last.Seen != Seen(set))
        {
            return true;
        }

        return cluster.Pace.IsOver(last.At, Math.Min(LastRetry, FirstRetry * Math.Pow(2, last.Failures - 1)));
    }

    private static string Seen(JsonObject set) =>
        $"{set.Number("metadata", "generation")} {set["metadata"]!["annotations"]?.ToJsonString()}";

    private string? Grow(JsonObject set, long missing)
    {
        try
        {
            for (; missing > 0; missing--)
            {
                var pod = cluster.Create(Kinds.Pods, PodMaker.From(set, set["spec"]!["template"]!.AsObject()));
                cluster.Events.Normal(set, Component, "SuccessfulCreate", $"Created pod: {pod.Name()}");
            }

            retries.Remove(set.Uid());
            return null;
        }
        catch (ApiException e)
        {
            var failures = retries.TryGetValue(set.Uid(), out var last) ? last.Failures + 1 : 1;
            retries[set.Uid()] = (failures, Pace.Now, Seen(set));
            cluster.Events.Warning(set, Component, "FailedCreate", "Error creating: " + e.Message);
            return e.Message;
        }
    }

    private void Shrink(JsonObject set, List<JsonObject> pods, int surplus)
    {
        retries.Remove(set.Uid());
        var victims = pods.OrderBy(p => p.IsTrue("Ready")).ThenByDescending(p => (string?)p["metadata"]!["creationTimestamp"]);
        foreach (var pod in victims.Take(surplus).ToList())
        {
            cluster.Delete(pod);
            cluster.Events.Normal(set, Component, "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
        }
    }

    private static JsonObject Failure(JsonObject? before, string message) => new()
    {
        ["type"] = "ReplicaFailure", ["status"] = "True",
        ["lastTransitionTime"] = (string?)before?["lastTransitionTime"] ?? Defaults.Now(),
        ["reason"] = "FailedCreate", ["message"] = message,
    };

    private JsonObject Status(JsonObject set, List<JsonObject> pods, JsonObject? failure)
    {
        var labels = set["spec"]!["template"]!["metadata"]!["labels"] as JsonObject ?? [];
        var status = new JsonObject { ["replicas"] = pods.Count };
        Add(status, "fullyLabeledReplicas", pods.Count(p => labels.All(l => JsonNode.DeepEquals(p.Labels()[l.Key], l.Value))));
        Add(status, "readyReplicas", pods.Count(p => p.IsTrue("Ready")));
        Add(status, "availableReplicas", pods.Count(p => IsAvailable(p, set.Number("spec", "minReadySeconds"))));
        status["observedGeneration"] = set.Number("metadata", "generation");
        if (failure is not null)
        {
            status["conditions"] = new JsonArray(failure);
        }

        return status;
    }

    private bool IsAvailable(JsonObject pod, long seconds) =>
        pod.IsTrue("Ready") && cluster.Pace.IsOver(
            cluster.Pace.Moment(pod.Uid(), "Ready", (string)pod.Condition("Ready")!["lastTransitionTime"]!), seconds);

    private static void Add(JsonObject status, string field, int number)
    {
        if (number > 0)
        {
            status[field] = number;
        }
    }
}
