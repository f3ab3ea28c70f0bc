using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;

/// <summary>What a Deployment says of itself, from what its ReplicaSets say of themselves.</summary>
internal static class DeploymentStatus
{
    public static JsonObject Of(Rollout rollout, Pace pace)
    {
        var conditions = rollout.Deployment["status"]?["conditions"]?.DeepClone() as JsonArray ?? [];
        var status = Count(rollout);
        var isAvailable = rollout.Available >= rollout.Replicas - rollout.MaxUnavailable;
        Conditions.Set(
            conditions, "Available", isAvailable ? "True" : "False",
            isAvailable ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
            isAvailable ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");
        if (rollout.Deployment["spec"]!["progressDeadlineSeconds"] is not null)
        {
            Progress(rollout, status, conditions, pace);
        }

        Failure(rollout, conditions);
        status["conditions"] = conditions;
        return status;
    }

    public static bool IsComplete(Rollout rollout, JsonObject status) =>
        Get(status, "updatedReplicas") == rollout.Replicas && Get(status, "replicas") == rollout.Replicas
        && Get(status, "availableReplicas") == rollout.Replicas
        && Get(status, "observedGeneration") >= rollout.Deployment.Number("metadata", "generation");

    private static JsonObject Count(Rollout rollout)
    {
        var status = new JsonObject { ["observedGeneration"] = rollout.Deployment.Number("metadata", "generation") };
        Add(status, "replicas", rollout.Sets.Sum(s => s.Number("status", "replicas")));
        Add(status, "updatedReplicas", rollout.New?.Number("status", "replicas") ?? 0);
        Add(status, "readyReplicas", rollout.Sets.Sum(s => s.Number("status", "readyReplicas")));
        Add(status, "availableReplicas", rollout.Available);
        Add(status, "unavailableReplicas", rollout.Wanted(rollout.Sets) - rollout.Available);
        return status;
    }

    private static void Add(JsonObject status, string field, long number)
    {
        if (number > 0)
        {
            status[field] = number;
        }
    }

    private static void Progress(Rollout rollout, JsonObject status, JsonArray conditions, Pace pace)
    {
        var uid = rollout.Deployment.Uid();
        var current = Conditions.Find(conditions, "Progressing");
        var name = (rollout.New ?? rollout.Deployment).Name();
        if (Get(status, "replicas") == Get(status, "updatedReplicas") && (string?)current?["reason"] == "NewReplicaSetAvailable")
        {
            return;
        }

        if (IsComplete(rollout, status))
        {
            Conditions.Set(
                conditions, "Progressing", "True", "NewReplicaSetAvailable", $"ReplicaSet \"{name}\" has successfully progressed.");
        }
        else if (HasProgressed(rollout.Deployment["status"] as JsonObject ?? [], status))
        {
            // It is written anew even when nothing but its time changes.
            Conditions.Remove(conditions, "Progressing");
            Conditions.Set(conditions, "Progressing", "True", "ReplicaSetUpdated", $"ReplicaSet \"{name}\" is progressing.");
            if ((string?)current?["status"] == "True")
            {
                conditions[^1]!["lastTransitionTime"] = current["lastTransitionTime"]?.DeepClone();
            }

            pace.Note(uid, "Progressing", (string)conditions[^1]!["lastUpdateTime"]!);
        }
        else if (HasTimedOut(rollout.Deployment, current, pace))
        {
            Conditions.Set(
                conditions, "Progressing", "False", "ProgressDeadlineExceeded", $"ReplicaSet \"{name}\" has timed out progressing.");
        }
    }

    private static bool HasProgressed(JsonObject before, JsonObject after) =>
        Get(after, "updatedReplicas") > Get(before, "updatedReplicas")
        || Get(after, "replicas") - Get(after, "updatedReplicas") < Get(before, "replicas") - Get(before, "updatedReplicas")
        || Get(after, "readyReplicas") > Get(before, "readyReplicas")
        || Get(after, "availableReplicas") > Get(before, "availableReplicas");

    private static bool HasTimedOut(JsonObject deployment, JsonObject? progressing, Pace pace) =>
        (string?)progressing?["reason"] switch
        {
            null or "NewReplicaSetAvailable" => false,
            "ProgressDeadlineExceeded" => true,
            _ => pace.IsOver(
                pace.Moment(deployment.Uid(), "Progressing", (string)progressing["lastUpdateTime"]!),
                deployment.Number("spec", "progressDeadlineSeconds")),
        };

    private static void Failure(Rollout rollout, JsonArray conditions)
    {
        var failing = rollout.Sets.Select(s => s.Condition("ReplicaFailure")).FirstOrDefault(c => c is not null);
        if (failing is null)
        {
            Conditions.Remove(conditions, "ReplicaFailure");
            return;
        }

        Conditions.Set(
            conditions, "ReplicaFailure", (string)failing["status"]!, (string)failing["reason"]!, (string?)failing["message"] ?? "");
    }

    private static long Get(JsonObject status, string field) => status[field].Whole() ?? 0;
}
