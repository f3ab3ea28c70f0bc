using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>What the kubelet says of a pod.</summary>
internal static class PodStatus
{
    public static JsonObject Of(PodLife life)
    {
        var before = life.Value["status"]!.AsObject();
        var phase = Phase(life);
        var status = new JsonObject
        {
            ["phase"] = phase, ["conditions"] = ConditionsOf(life, phase), ["hostIP"] = Scheduler.NodeName,
            ["startTime"] = (string?)before["startTime"] ?? Defaults.Now(),
        };
        if (phase != (string?)before["phase"])
        {
            var ready = status["conditions"]!.AsArray().First(c => (string?)c!["type"] == "Ready")!;
            life.Node.Cluster.Pace.Note(life.Value.Uid(), "Phase", (string)ready["lastTransitionTime"]!);
        }

        if (life.Address is { } address && life.Inits.Concat(life.Containers).Any(IsPastCreation))
        {
            (status["podIP"], status["podIPs"]) = (address, new JsonArray(new JsonObject { ["ip"] = address }));
        }

        if (life.Inits.Count > 0)
        {
            status["initContainerStatuses"] = new JsonArray([.. life.Inits.Select(c => Container(life, c))]);
        }

        status["containerStatuses"] = new JsonArray([.. life.Containers.Select(c => Container(life, c))]);
        status["qosClass"] = before["qosClass"]?.DeepClone();
        return status;
    }

    private static bool IsPastCreation(ContainerLife container) =>
        (string?)container.State["waiting"]?["reason"] is not ("ContainerCreating" or "PodInitializing");

    private static string Phase(PodLife life)
    {
        if (life.Inits.Exists(i => i.Ended > 0) || (life.Containers.TrueForAll(c => c.Ended is not null)
            && life.Containers.Exists(c => c.Ended != 0)))
        {
            return "Failed";
        }

        return life.Containers.TrueForAll(c => c.Ended == 0) ? "Succeeded"
            : life.Containers.TrueForAll(c => c.State["waiting"] is null || c.LastState.Count > 0) ? "Running" : "Pending";
    }

    private static JsonArray ConditionsOf(PodLife life, string phase)
    {
        var ended = phase is "Succeeded" ? "PodCompleted" : phase is "Failed" ? "PodFailed" : null;
        var unready = life.Containers.Where(c => !c.Ready).Select(c => c.Name).ToList();
        var reason = unready.Count == 0 ? null : ended ?? "ContainersNotReady";
        var message = reason == "ContainersNotReady" ? $"containers with unready status: [{string.Join(' ', unready)}]" : null;
        var waiting = life.Inits.Where(i => i.Ended != 0).Select(i => i.Name).ToList();
        var initReason = waiting.Count > 0 ? "ContainersNotInitialized" : phase is "Succeeded" ? "PodCompleted" : null;
        var initMessage = waiting.Count > 0 ? $"containers with incomplete status: [{string.Join(' ', waiting)}]" : null;
        return
        [
            Condition(life, "Initialized", waiting.Count == 0, initReason, initMessage),
            Condition(life, "Ready", unready.Count == 0, reason, message),
            Condition(life, "ContainersReady", unready.Count == 0, reason, message),
            Condition(life, "PodScheduled", true, null, null),
        ];
    }

    private static JsonObject Condition(PodLife life, string type, bool isTrue, string? reason, string? message)
    {
        var before = life.Value.Condition(type);
        var status = isTrue ? "True" : "False";
        var since = (string?)before?["status"] == status ? (string)before["lastTransitionTime"]! : Defaults.Now();
        if ((string?)before?["status"] != status)
        {
            life.Node.Cluster.Pace.Note(life.Value.Uid(), type, since);
        }

        var condition = new JsonObject
        {
            ["type"] = type, ["status"] = status, ["lastProbeTime"] = null, ["lastTransitionTime"] = since,
        };
        if (reason is not null)
        {
            condition["reason"] = reason;
        }

        if (message is not null)
        {
            condition["message"] = message;
        }

        return condition;
    }

    private static JsonObject Container(PodLife life, ContainerLife container)
    {
        var status = new JsonObject
        {
            ["name"] = container.Name, ["state"] = Identified(life, container, container.State, 0),
            ["lastState"] = Identified(life, container, container.LastState, 1),
            ["ready"] = container.Ready || (container.Ended == 0 && life.Inits.Contains(container)),
            ["restartCount"] = container.Restarts, ["image"] = container.Image,
            ["imageID"] = container.HasRun ? "sha256:" + Hex(container.Image) : "",
        };
        if (container.LastState.Count > 0 || (container.HasRun && container.State["waiting"] is null))
        {
            status["containerID"] = Id(life, container, container.Restarts);
        }

        status["started"] = container.Started;
        return status;
    }

    private static JsonObject Identified(PodLife life, ContainerLife container, JsonObject state, int back)
    {
        var copy = state.DeepClone().AsObject();
        if (copy["terminated"] is JsonObject ended)
        {
            var isSameRun = back == 1 && container.State["waiting"] is not null;
            ended["containerID"] = Id(life, container, container.Restarts - (isSameRun ? 0 : back));
        }

        return copy;
    }

    private static string Id(PodLife life, ContainerLife container, int start) =>
        "containerd://" + Hex($"{life.Value.Uid()} {container.Name} {start}");

    private static string Hex(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
