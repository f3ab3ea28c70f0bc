using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>Puts pods on the one node there is, if they fit.</summary>
internal sealed class Scheduler(Cluster cluster)
{
    public const string NodeName = "127.0.0.1";

    private const long Cores = 64;

    private const double MemoryGibibytes = 256;

    private static readonly (string Suffix, double Factor)[] Units =
    [
        ("Ki", 1024), ("Mi", 1 << 20), ("Gi", 1 << 30), ("Ti", 1L << 40), ("Pi", 1L << 50), ("Ei", 1L << 60),
        ("m", 0.001), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("E", 1e18),
    ];

    public void Reconcile()
    {
        var node = cluster.Get(Kinds.Nodes, null, NodeName) ?? Make();
        foreach (var pod in cluster.List(Kinds.Pods))
        {
            if (pod["spec"]!["nodeName"] is null && !pod.IsDying())
            {
                Place(pod, node);
            }
        }
    }

    private void Place(JsonObject pod, JsonObject node)
    {
        if (WhyNot(pod, node) is { } why)
        {
            Refuse(pod, why);
            return;
        }

        var bound = pod.DeepClone().AsObject();
        bound["spec"]!["nodeName"] = NodeName;
        var conditions = new JsonArray { Scheduled("True", null, null) };
        bound["status"]!["conditions"] = conditions;
        cluster.Put(bound);
        cluster.Events.Scheduling(
            bound, "Normal", "Scheduled", $"Successfully assigned {pod.Namespace()}/{pod.Name()} to {NodeName}", "Binding");
    }

    private void Refuse(JsonObject pod, string why)
    {
        if ((string?)pod.Condition("PodScheduled")?["message"] == why)
        {
            return;
        }

        cluster.UpdateStatus(
            pod, value => value["status"]!["conditions"] = new JsonArray(Scheduled("False", "Unschedulable", why)), "kube-scheduler");
        cluster.Events.Scheduling(pod, "Warning", "FailedScheduling", why, "Scheduling");
    }

    private static string? WhyNot(JsonObject pod, JsonObject node)
    {
        foreach (var (label, value) in pod["spec"]!["nodeSelector"] as JsonObject ?? [])
        {
            if (!JsonNode.DeepEquals(node.Labels()[label], value))
            {
                return "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes are available: "
                    + "1 Preemption is not helpful for scheduling..";
            }
        }

        var lacking = Requested(pod, "cpu") > Cores ? "cpu" : Requested(pod, "memory") > MemoryGibibytes * (1 << 30) ? "memory" : null;
        return lacking is null ? null
            : $"0/1 nodes are available: 1 Insufficient {lacking}. preemption: 0/1 nodes are available: 1 No preemption victims found for "
            + "incoming pod..";
    }

    private static double Requested(JsonObject pod, string what) =>
        pod["spec"].Items("containers").Select(c => c["resources"])
            .Sum(r => Quantity((r?["requests"]?[what] ?? r?["limits"]?[what])?.ToString()));

    private static double Quantity(string? text)
    {
        foreach (var (suffix, factor) in Units)
        {
            if (text?.EndsWith(suffix, StringComparison.Ordinal) == true)
            {
                return double.Parse(text[..^suffix.Length], CultureInfo.InvariantCulture) * factor;
            }
        }

        return text is null ? 0 : double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static JsonObject Scheduled(string status, string? reason, string? message)
    {
        var condition = new JsonObject
        {
            ["type"] = "PodScheduled", ["status"] = status, ["lastProbeTime"] = null, ["lastTransitionTime"] = Defaults.Now(),
        };
        if (reason is not null)
        {
            (condition["reason"], condition["message"]) = (reason, message);
        }

        return condition;
    }

    private JsonObject Make()
    {
        var room = new JsonObject { ["cpu"] = Cores.Text(), ["memory"] = "256Gi", ["pods"] = "110" };
        var node = cluster.Create(Kinds.Nodes, new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = NodeName,
                ["labels"] = new JsonObject
                {
                    ["kubernetes.io/hostname"] = NodeName, ["kubernetes.io/os"] = "linux", ["kubernetes.io/arch"] = "amd64",
                },
            },
        }, "kubelet");
        return cluster.UpdateStatus(node, value => value["status"] = new JsonObject
        {
            ["capacity"] = room, ["allocatable"] = room.DeepClone(),
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready", ["status"] = "True", ["reason"] = "KubeletReady", ["message"] = "kubelet is posting ready status",
                ["lastHeartbeatTime"] = Defaults.Now(), ["lastTransitionTime"] = Defaults.Now(),
            }),
        }, "kubelet");
    }
}
