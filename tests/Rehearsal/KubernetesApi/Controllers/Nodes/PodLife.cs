using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>One pod on the node: its volumes, then its init containers one after the other, then its containers.</summary>
internal sealed class PodLife
{
    private const double Setup = 0.4;

    private const double LongestMountRetry = 122;

    private readonly DateTime began = Pace.Now;

    private DateTime mountedLast = Pace.Now;

    private double mountRetry = Setup;

    private int stage = -1;

    private DateTime? stopped;

    public PodLife(Node node, JsonObject pod)
    {
        (Node, Value) = (node, pod);
        Address = (string?)pod["status"]?["podIP"];
        Inits = Make(pod, "initContainers", "initContainerStatuses");
        Containers = Make(pod, "containers", "containerStatuses");
    }

    public Node Node { get; }

    /// <summary>The pod as it was last stored.</summary>
    public JsonObject Value { get; private set; }

    public string? Address { get; private set; }

    public List<ContainerLife> Inits { get; }

    public List<ContainerLife> Containers { get; }

    /// <summary>An init container that was successful is never run again.</summary>
    public string RestartPolicy(ContainerLife container)
    {
        var policy = (string?)Value["spec"]!["restartPolicy"] ?? "Always";
        return Inits.Contains(container) && policy == "Always" ? "OnFailure" : policy;
    }

    public bool IsInitialized => Inits.TrueForAll(i => i.Ended == 0);

    public void Step(JsonObject pod)
    {
        Value = pod;
        if (pod.IsDying())
        {
            Terminate();
            return;
        }

        if (stage < 0 && CanMount())
        {
            Address ??= Node.NextAddress();
            Next();
        }

        foreach (var container in Inits.Concat(Containers))
        {
            container.Step();
        }

        if (stage >= 0 && stage < Inits.Count && Inits[stage].Ended == 0)
        {
            Next();
        }

        Value = Node.Cluster.UpdateStatus(Value, value => value["status"] = PodStatus.Of(this), "kubelet");
    }

    /// <summary>Ends its containers.</summary>
    public void Stop(bool now)
    {
        foreach (var container in Inits.Concat(Containers))
        {
            container.Stop(now);
        }
    }

    private static string StatusOf(JsonObject container) => (string)container["name"]!;

    private List<ContainerLife> Make(JsonObject pod, string field, string statuses) =>
    [
        .. pod["spec"].Items(field).Select(spec => new ContainerLife(
            this, spec, pod["status"].Items(statuses).FirstOrDefault(s => StatusOf(s) == StatusOf(spec)))),
    ];

    private void Next()
    {
        stage++;
        if (stage < Inits.Count)
        {
            Inits[stage].Begin();
            return;
        }

        Containers.ForEach(c => c.Begin());
    }

    private bool CanMount()
    {
        var wasThere = Containers.Exists(c => c.HasRun);
        if (!wasThere && (!Node.Cluster.Pace.IsOver(began, Setup) || !Node.Cluster.Pace.IsOver(mountedLast, mountRetry)))
        {
            return false;
        }

        if (Node.References.MissingVolume(Value) is not { } missing)
        {
            return true;
        }

        (mountedLast, mountRetry) = (Pace.Now, Math.Min(LongestMountRetry, mountRetry == Setup ? 0.5 : mountRetry * 2));
        Node.Cluster.Pace.IsOver(mountedLast, mountRetry);
        Node.Cluster.Events.Warning(
            Value, "kubelet", "FailedMount", $"MountVolume.SetUp failed for volume \"{missing.Volume}\" : {missing.Why}");
        return false;
    }

    private void Terminate()
    {
        if (stopped is null)
        {
            stopped = Pace.Now;
            foreach (var container in Containers.Where(c => c.HasRun && c.Ended is null))
            {
                Node.Cluster.Events.Normal(Value, "kubelet", "Killing", $"Stopping container {container.Name}", container.Name);
            }

            Stop(now: false);
        }

        if (Node.Cluster.Pace.IsOver(stopped.Value, Value.Number("metadata", "deletionGracePeriodSeconds"))
            || Inits.Concat(Containers).All(c => c.HasStopped(stopped.Value)))
        {
            Node.Cluster.Remove(Value);
        }
    }
}
