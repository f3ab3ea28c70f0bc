using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>Says why a rollout failed: what was seen, the likely cause, the evidence, and the next step.</summary>
internal static class Explanation
{
    private const int ShownEvents = 8;

    /// <summary>Writes the explanation.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="verdict">The failure.</param>
    /// <param name="events">What the cluster noted about it.</param>
    /// <param name="log">The last lines of the container; empty for none.</param>
    /// <param name="now">The time now.</param>
    public static string Write(
        string namespaceName, FailedVerdict verdict, IEnumerable<JsonObject> events, string log, DateTimeOffset now)
    {
        var finding = verdict.Finding;
        var text = new StringBuilder($"deployment/{verdict.Deployment} of {namespaceName} cannot become ready");
        text.Append(finding.Pod is null ? ": " : $": in pod {finding.Pod}, ").Append(finding.Seen);
        var lasted = now - finding.Since;
        text.Append(lasted.TotalSeconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $", for {lasted.TotalSeconds:0} s.") : ".");
        text.Append(CultureInfo.InvariantCulture, $"\n{LikelyCause(finding.Cause)}");
        var shown = events.OrderBy(When, StringComparer.Ordinal).TakeLast(ShownEvents).ToList();
        if (shown.Count > 0)
        {
            text.Append("\nWhat the cluster noted:");
            foreach (var item in shown)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  {(string?)item["reason"]}: {(string?)item["message"]}");
            }
        }

        if (log.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nLast lines of the log of the container {finding.Container}:");
            foreach (var line in log.TrimEnd().Split('\n').TakeLast(PodLogs.ShownLines))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  {line.TrimEnd('\r')}");
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{NextStep(namespaceName, verdict)}").ToString();
    }

    /// <summary>Events of the scheduler have no time but <c>eventTime</c>.</summary>
    private static string When(JsonObject item) =>
        (string?)item["lastTimestamp"] ?? (string?)item["eventTime"] ?? (string?)item["metadata"]?["creationTimestamp"] ?? string.Empty;

    private static string LikelyCause(FailureCause cause) => cause switch
    {
        FailureCause.ImagePull =>
            "Likely cause: the nodes may not read that registry, or cannot reach it (its name, the network, the node's role).",
        FailureCause.ImageMissing => "Likely cause: the image was never pushed there, or was deleted.",
        FailureCause.ImageName => "Likely cause: the image reference was put together wrongly.",
        FailureCause.ContainerConfig => "Likely cause: a ConfigMap, a Secret or a key in it that the container refers to does not exist.",
        FailureCause.ContainerStart => "Likely cause: the container's command does not exist in the image, or may not be run.",
        FailureCause.Crashes => "Likely cause: the program fails when it starts; the last lines of its log say why.",
        FailureCause.OutOfMemory => "Likely cause: the program needs more memory than its limit allows.",
        FailureCause.VolumeSource => "Likely cause: the ConfigMap or Secret of a volume was not applied, or was pruned.",
        FailureCause.PodsRefused =>
            "Likely cause: a ServiceAccount is missing, a quota is used up, or an admission policy refuses the pods.",
        FailureCause.Unschedulable =>
            "Likely cause: the pods ask for more than any node has free, and no autoscaler brought another node in time.",
        FailureCause.Deadline or FailureCause.Limit =>
            "Likely cause: the pods start but do not become ready; see their readiness probe.",
        FailureCause.Gone => "Likely cause: somebody deleted it while it was being rolled out.",
        _ => "Likely cause: somebody paused it.",
    };

    private static string NextStep(string namespaceName, FailedVerdict verdict)
    {
        var about = verdict.Finding.Pod is { } pod ? $"pod {pod}" : $"deployment {verdict.Deployment}";
        var look = $"kubectl --namespace {namespaceName} describe {about}";
        return verdict.Finding.Cause switch
        {
            FailureCause.ImagePull or FailureCause.ImageMissing or FailureCause.ImageName =>
                $"Next: run PushImage again, check the registry's policy and the nodes' role, then deploy again ({look}).",
            FailureCause.ContainerConfig or FailureCause.VolumeSource =>
                $"Next: run SyncSecrets and RenderManifests again, then deploy again ({look}).",
            FailureCause.Unschedulable => $"Next: lower the requests or add nodes, then deploy again ({look}).",
            FailureCause.OutOfMemory => $"Next: raise the memory limit, then deploy again ({look}).",
            FailureCause.Paused =>
                $"Next: kubectl --namespace {namespaceName} rollout resume deployment {verdict.Deployment}, then deploy again.",
            _ => $"Next: mend the cause, then deploy again ({look}).",
        };
    }
}
