using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Jobs;

/// <summary>
/// A Job's pods, counted. A pod that has ended is first written down by its uid and counted with the next write, as a real controller does
/// so as to count none twice; and the second and later failures are looked at only after a back-off.
/// </summary>
internal sealed class JobCount
{
    private const double FirstBackOff = 10;

    private const double LongestBackOff = 360;

    public JobCount(JsonObject job, List<JsonObject> pods, Pace pace)
    {
        Job = job;
        Active = [.. pods.Where(p => !p.IsDying() && Phase(p) is not ("Succeeded" or "Failed"))];
        var written = job["status"]?["uncountedTerminatedPods"];
        (WrittenSucceeded, WrittenFailed) = (Uids(written, "succeeded"), Uids(written, "failed"));
        (Succeeded, Failed) = (job.Number("status", "succeeded"), job.Number("status", "failed"));
        NewSucceeded = New(pods, "Succeeded", Succeeded, WrittenSucceeded);
        NewFailed = [.. New(pods, "Failed", Failed, WrittenFailed).Where((p, i) => IsNoticed(p, i, pace))];
        Hidden = pods.Count(p => !p.IsDying() && Phase(p) == "Failed") - (int)Failed - WrittenFailed.Count - NewFailed.Count;
        Failure = FindFailure(pace);
    }

    public JsonObject Job { get; }

    public List<JsonObject> Active { get; }

    public long Succeeded { get; }

    public long Failed { get; }

    public List<string> WrittenSucceeded { get; }

    public List<string> WrittenFailed { get; }

    public List<JsonObject> NewSucceeded { get; }

    public List<JsonObject> NewFailed { get; }

    /// <summary>Pods whose failure has not been noticed yet.</summary>
    public int Hidden { get; }

    public (string Reason, string Message)? Failure { get; }

    public bool IsComplete => AllSucceeded >= Job.Number("spec", "completions", 1);

    /// <summary>How many pods are to be made now.</summary>
    public long Missing => IsComplete ? 0
        : Math.Min(Job.Number("spec", "parallelism", 1), Job.Number("spec", "completions", 1) - AllSucceeded) - Active.Count - Hidden;

    private long AllSucceeded => Succeeded + WrittenSucceeded.Count + NewSucceeded.Count;

    private long AllFailed => Failed + WrittenFailed.Count + NewFailed.Count;

    public static bool IsOver(JsonObject job) => job.IsTrue("Complete") || job.IsTrue("Failed");

    private static string? Phase(JsonObject pod) => (string?)pod["status"]?["phase"];

    private static List<string> Uids(JsonNode? written, string field) =>
        [.. (written?[field] as JsonArray ?? []).Select(u => (string)u!)];

    /// <summary>Those that ended and are neither counted nor written down: the counted ones are the first.</summary>
    private static List<JsonObject> New(List<JsonObject> pods, string phase, long counted, List<string> written) =>
    [
        .. pods.Where(p => Phase(p) == phase && !written.Contains(p.Uid()))
            .OrderBy(p => (string?)p["metadata"]!["creationTimestamp"], StringComparer.Ordinal)
            .ThenBy(p => long.Parse((string)p["metadata"]!["resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture))
            .Skip((int)counted),
    ];

    private bool IsNoticed(JsonObject pod, int index, Pace pace)
    {
        var before = Failed + WrittenFailed.Count + index;
        if (before == 0)
        {
            return true;
        }

        var ended = pod.Condition("Ready")!["lastTransitionTime"]!;
        var seconds = Math.Min(LongestBackOff, FirstBackOff * Math.Pow(2, before - 1));
        return pace.IsOver(pace.Moment(pod.Uid(), "Phase", (string)ended!), seconds);
    }

    private (string Reason, string Message)? FindFailure(Pace pace)
    {
        if (AllFailed > Job.Number("spec", "backoffLimit", 6))
        {
            return ("BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }

        return Job["spec"]!["activeDeadlineSeconds"].Whole() is { } seconds && (string?)Job["status"]?["startTime"] is { } start
            && pace.IsOver(pace.Moment(Job.Uid(), "Start", start), seconds)
            ? ("DeadlineExceeded", "Job was active longer than specified deadline") : null;
    }
}
