using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Jobs;

/// <summary>What a Job says of itself.</summary>
internal static class JobStatus
{
    public static JsonObject Of(JobCount count, int active)
    {
        var isNew = count.NewSucceeded.Count + count.NewFailed.Count > 0;
        var succeeded = count.Succeeded + count.WrittenSucceeded.Count;
        var failed = count.Failed + count.WrittenFailed.Count;
        if (!isNew && count.Failure is not null)
        {
            failed += count.Active.Count; // They were ended with it.
        }

        var status = new JsonObject();
        var now = Defaults.Now();
        if (!isNew && (count.Failure is not null || count.IsComplete))
        {
            status["conditions"] = new JsonArray(Condition(count.Failure, now));
        }

        status["startTime"] = (string?)count.Job["status"]?["startTime"] ?? now;
        if (!isNew && count.Failure is null && count.IsComplete)
        {
            status["completionTime"] = now;
        }

        Add(status, "active", active);
        Add(status, "succeeded", succeeded);
        Add(status, "failed", failed);
        var written = new JsonObject();
        List(written, "succeeded", count.NewSucceeded);
        List(written, "failed", count.NewFailed);
        status["uncountedTerminatedPods"] = written;
        status["ready"] = active == 0 ? 0 : count.Active.Count(p => p.IsTrue("Ready"));
        return status;
    }

    private static JsonObject Condition((string Reason, string Message)? failure, string now)
    {
        var condition = new JsonObject
        {
            ["type"] = failure is null ? "Complete" : "Failed", ["status"] = "True", ["lastProbeTime"] = now, ["lastTransitionTime"] = now,
        };
        if (failure is { } known)
        {
            (condition["reason"], condition["message"]) = (known.Reason, known.Message);
        }

        return condition;
    }

    private static void Add(JsonObject status, string field, long number)
    {
        if (number > 0)
        {
            status[field] = number;
        }
    }

    private static void List(JsonObject written, string field, List<JsonObject> pods)
    {
        if (pods.Count > 0)
        {
            written[field] = new JsonArray([.. pods.Select(p => JsonValue.Create(p.Uid()))]);
        }
    }
}
