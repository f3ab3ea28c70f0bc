using System.Globalization;
using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>Finds what is wrong with one pod. It remembers what a status forgets: why a pull failed, and restarts from before.</summary>
internal sealed class PodFindings(RolloutRule rule)
{
    private readonly Dictionary<string, int> restartsBefore = [];
    private readonly Dictionary<string, string> pullMessages = [];

    /// <summary>Takes notice of a pod; its restarts from before the rollout count for nothing while it runs well.</summary>
    public void Observe(JsonObject pod)
    {
        foreach (var container in Seen.Containers(pod))
        {
            var key = Key(pod, container);
            restartsBefore.TryAdd(key, (bool?)container["ready"] == true ? Seen.Count(container, "restartCount") : 0);
            var waiting = container["state"]?["waiting"];
            if ((string?)waiting?["reason"] == "ErrImagePull" && (string?)waiting["message"] is { } message)
            {
                pullMessages[key] = message;
            }
        }
    }

    /// <summary>What is wrong; null when nothing is that ends a rollout.</summary>
    public Finding? Find(JsonObject pod)
    {
        foreach (var container in Seen.Containers(pod))
        {
            if ((Waiting(pod, container) ?? Crashed(pod, container)) is { } finding)
            {
                return finding with { Pod = Seen.Name(pod), Container = (string?)container["name"] };
            }
        }

        return Unscheduled(pod);
    }

    private Finding? Waiting(JsonObject pod, JsonObject container)
    {
        var waiting = container["state"]?["waiting"];
        var message = (string?)waiting?["message"] ?? "no message";
        switch ((string?)waiting?["reason"])
        {
            case "ErrImagePull" or "ImagePullBackOff":
                message = pullMessages.GetValueOrDefault(Key(pod, container), message);
                var isMissing = IsMissing(message);
                return new Finding(
                    isMissing ? FailureCause.ImageMissing : FailureCause.ImagePull,
                    $"the image {(string?)container["image"]} of the container {(string?)container["name"]} cannot be pulled ({message})",
                    isMissing ? rule.MissingImageGrace : rule.PullGrace);
            case "InvalidImageName":
                return At(FailureCause.ImageName, container, $"has an image name that cannot be one ({message})");
            case "CreateContainerConfigError" or "CreateContainerError" when !message.Contains("failed to sync", StringComparison.Ordinal):
                return At(FailureCause.ContainerConfig, container, $"cannot be made ({message})");
            case "RunContainerError":
                return At(FailureCause.ContainerStart, container, $"cannot be started ({message})");
            default:
                return null;
        }
    }

    /// <summary>
    /// Crashes are counted by restarts and by the state now: a container that crashed, was started again and crashed again has crashed
    /// twice, although its restartCount says 1 until the back-off of 10 s is over.
    /// </summary>
    private Finding? Crashed(JsonObject pod, JsonObject container)
    {
        var restarts = Seen.Count(container, "restartCount") - restartsBefore.GetValueOrDefault(Key(pod, container));
        var ended = container["state"]?["terminated"];
        var isDown = (string?)container["state"]?["waiting"]?["reason"] == "CrashLoopBackOff"
            || (ended is not null && Seen.Count(ended, "exitCode") != 0);
        var crashes = restarts + (isDown ? 1 : 0);
        if (crashes < rule.Crashes)
        {
            return null;
        }

        var last = ended ?? container["lastState"]?["terminated"];
        var reason = (string?)last?["reason"];
        var exit = last is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{Seen.Count(last, "exitCode")}");
        var cause = reason switch
        {
            "OOMKilled" => FailureCause.OutOfMemory,
            "StartError" or "ContainerCannotRun" => FailureCause.ContainerStart,
            _ => FailureCause.Crashes,
        };
        return At(cause, container, $"ended {crashes} times, last with exit code {exit} ({reason ?? "no reason given"})") with
        {
            IsPrevious = ended is null && container["state"]?["waiting"] is null,
        };
    }

    private Finding? Unscheduled(JsonObject pod)
    {
        var condition = Seen.Condition(pod, "PodScheduled");
        return (string?)condition?["status"] == "False" && (string?)condition["reason"] == "Unschedulable"
            ? new Finding(FailureCause.Unschedulable, $"no node can take it ({(string?)condition["message"]})", rule.ScheduleGrace)
            {
                Pod = Seen.Name(pod),
            }
            : null;
    }

    /// <summary>Whether a registry has answered that the image is not there. A host that is not found is another matter.</summary>
    private static bool IsMissing(string message) =>
        !message.Contains("dial tcp", StringComparison.Ordinal)
        && (message.TrimEnd('"', '.', ' ').EndsWith("not found", StringComparison.Ordinal)
            || message.Contains("manifest unknown", StringComparison.OrdinalIgnoreCase)
            || message.Contains("name unknown", StringComparison.OrdinalIgnoreCase));

    private static Finding At(FailureCause cause, JsonObject container, string what) =>
        new(cause, $"the container {(string?)container["name"]} {what}", TimeSpan.Zero);

    private static string Key(JsonObject pod, JsonObject container) => $"{Seen.Uid(pod)}/{(string?)container["name"]}";
}
