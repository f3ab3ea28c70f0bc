using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>Writes events as the cluster's programs do: a repeated one is counted in the first.</summary>
internal sealed class Events(Cluster cluster)
{
    private readonly Dictionary<string, string> written = [];

    public void Normal(JsonObject about, string component, string reason, string message, string? container = null) =>
        Write(about, component, "Normal", reason, message, container);

    public void Warning(JsonObject about, string component, string reason, string message, string? container = null) =>
        Write(about, component, "Warning", reason, message, container);

    /// <summary>The scheduler's events are of the newer kind, which has no count and no first time.</summary>
    public void Scheduling(JsonObject pod, string type, string reason, string message, string action)
    {
        if (cluster.IsEnding(pod.Namespace()))
        {
            return;
        }

        var value = Made(pod, type, reason, message);
        value["source"] = new JsonObject();
        value["firstTimestamp"] = value["lastTimestamp"] = null;
        value["eventTime"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        value["action"] = action;
        value["reportingComponent"] = "default-scheduler";
        value["reportingInstance"] = "default-scheduler-" + Nodes.Scheduler.NodeName;
        cluster.Create(Kinds.Events, value, "kube-scheduler");
    }

    private void Write(JsonObject about, string component, string type, string reason, string message, string? container)
    {
        if (cluster.IsEnding(about.Namespace()))
        {
            return; // Nothing new goes into it, no event either.
        }

        var isNode = component == "kubelet";
        var manager = isNode ? "kubelet" : Cluster.ControllerManager;
        var key = $"{about.Uid()} {component} {type} {reason} {container} {message}";
        var now = Defaults.Now();
        if (written.TryGetValue(key, out var name) && cluster.Get(Kinds.Events, about.Namespace(), name) is { } before)
        {
            cluster.Update(before, e => (e["count"], e["lastTimestamp"]) = (e["count"].Whole() + 1, now), manager);
            return;
        }

        var value = Made(about, type, reason, message);
        if (container is not null)
        {
            value["involvedObject"]!["fieldPath"] = $"spec.containers{{{container}}}";
        }

        value["source"] = new JsonObject { ["component"] = component };
        if (isNode)
        {
            value["source"]!["host"] = Nodes.Scheduler.NodeName;
        }

        (value["firstTimestamp"], value["lastTimestamp"], value["count"], value["eventTime"]) = (now, now, 1, null);
        value["reportingComponent"] = component;
        value["reportingInstance"] = isNode ? Nodes.Scheduler.NodeName : "";
        written[key] = cluster.Create(Kinds.Events, value, manager).Name();
    }

    private static JsonObject Made(JsonObject about, string type, string reason, string message) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = $"{about.Name()}.{DateTime.UtcNow.Ticks:x}{Random.Shared.Next(0x1000):x3}",
            ["namespace"] = about.Namespace() ?? "default",
        },
        ["involvedObject"] = new JsonObject
        {
            ["kind"] = about.Kind(), ["namespace"] = about.Namespace(), ["name"] = about.Name(), ["uid"] = about.Uid(),
            ["apiVersion"] = (string?)about["apiVersion"], ["resourceVersion"] = (string?)about["metadata"]!["resourceVersion"],
        },
        ["reason"] = reason, ["message"] = message, ["type"] = type,
    };
}
