using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>
/// One container from its image to its end, with the waits, events and states that a kubelet was seen to go through. It shows a state
/// later than it enters it, as a kubelet does, which looks at its containers once a second.
/// </summary>
internal sealed class ContainerLife
{
    private const double Look = 1;

    private readonly PodLife pod;

    private readonly JsonObject spec;

    private JsonObject? previous;

    private Container? running;

    private int starts;

    private (DateTime Since, double Seconds, Action Next)? due;

    public ContainerLife(PodLife pod, JsonObject spec, JsonObject? known)
    {
        (this.pod, this.spec, Name) = (pod, spec, (string)spec["name"]!);
        if (known is null)
        {
            return;
        }

        (State, LastState) = (known["state"]!.DeepClone().AsObject(), known["lastState"]?.DeepClone().AsObject() ?? []);
        (Restarts, Ready, Started) = ((int)known["restartCount"].Whole()!, (bool)known["ready"]!, (bool?)known["started"] == true);
        starts = State["running"] is null && LastState.Count == 0 && Restarts == 0 ? 0 : Restarts + 1;
    }

    public string Name { get; }

    public string Image => (string?)spec["image"] ?? "";

    public JsonObject State { get; private set; } = Waiting("ContainerCreating", null);

    public JsonObject LastState { get; private set; } = [];

    public int Restarts { get; private set; }

    public bool Ready { get; private set; }

    public bool Started { get; private set; }

    public bool HasRun => starts > 0;

    /// <summary>What it has written since it was last started; null when this server has not started it.</summary>
    public ContainerLog? Log { get; private set; }

    public ContainerLog? PreviousLog { get; private set; }

    /// <summary>The code with which it ended for good; null while it may run again.</summary>
    public int? Ended { get; private set; }

    private string PodName => $"{pod.Value.Name()}_{pod.Value.Namespace()}({pod.Value.Uid()})";

    private ImageRule Rule => pod.Node.Images.For(Image);

    /// <summary>Starts it, or goes on with one that an earlier server had started.</summary>
    public void Begin()
    {
        if (State["terminated"] is { } over && !MayRestart((int)over["exitCode"].Whole()!))
        {
            Ended = (int)over["exitCode"].Whole()!;
        }
        else if (State["running"] is not null)
        {
            running = pod.Node.Runtime.Adopt(pod.Value);
            AfterShown();
        }
        else
        {
            Try();
        }
    }

    public void Step()
    {
        while (due is { } now && pod.Node.Cluster.Pace.IsOver(now.Since, now.Seconds))
        {
            due = null;
            now.Next();
        }

        if (due is null && running?.ExitCode is { } code)
        {
            Exit(code);
        }
    }

    /// <summary>Asks it to end, or makes it; nothing is started any more.</summary>
    public void Stop(bool now)
    {
        due = null;
        running?.Stop(now);
    }

    /// <summary>Whether it has ended since it was asked to.</summary>
    public bool HasStopped(DateTime asked) =>
        running is null || running.ExitCode is not null || (running.IsPretended && pod.Node.Cluster.Pace.IsOver(asked, 0.5));

    private void Try()
    {
        var image = Rule;
        if (!ImageRules.IsName(Image))
        {
            var text = $"Failed to apply default image tag \"{Image}\": couldn't parse image reference \"{Image}\": "
                + "invalid reference format";
            Warn("InspectFailed", text);
            Warn("Failed", "Error: InvalidImageName");
            State = Waiting("InvalidImageName", text);
            Wait(13, Try);
        }
        else if (image.Pull == "hang")
        {
            Tell("Pulling", $"Pulling image \"{Image}\"");
            Wait(120, Try);
        }
        else if (image.Pull is not null)
        {
            PullFails();
            PullBacksOff();
        }
        else
        {
            Start(image);
        }
    }

    private void PullFails()
    {
        var why = Rule.PullError(Image);
        Tell("Pulling", $"Pulling image \"{Image}\"");
        Warn("Failed", $"Failed to pull image \"{Image}\": {why}");
        Warn("Failed", "Error: ErrImagePull");
    }

    private void PullBacksOff()
    {
        Tell("BackOff", $"Back-off pulling image \"{Image}\"");
        Warn("Failed", "Error: ImagePullBackOff");
        State = Waiting("ErrImagePull", Rule.PullError(Image));
        Wait(14.6, () =>
        {
            if (Rule.Pull is null)
            {
                Try();
                return;
            }

            State = Waiting("ImagePullBackOff", $"Back-off pulling image \"{Image}\"");
            PullFails();
            Wait(13, PullBacksOff);
        });
    }

    private void Start(ImageRule image)
    {
        if (starts == 0 && (string?)spec["imagePullPolicy"] == "Always")
        {
            Tell("Pulling", $"Pulling image \"{Image}\"");
            Tell("Pulled", $"Successfully pulled image \"{Image}\" in 412.034567ms (412.040134ms including waiting)");
        }
        else
        {
            Tell("Pulled", $"Container image \"{Image}\" already present on machine");
        }

        if (pod.Node.References.MissingEnvironment(pod.Value, spec) is { } missing)
        {
            Warn("Failed", "Error: " + missing);
            Wait(0.55, () =>
            {
                State = Waiting("CreateContainerConfigError", missing);
                Wait(13, Try);
            });
            return;
        }

        Tell("Created", $"Created container {Name}");
        starts++;
        running = pod.Node.Runtime.Start(pod.Value, spec, image);
        (PreviousLog, Log) = (Log, running.Log);
        if (running.StartError is { } why)
        {
            NotStarted(why);
            return;
        }

        Tell("Started", $"Started container {Name}");
        Wait(Look, Show);
    }

    private void NotStarted(string why)
    {
        var text = "failed to create containerd task: failed to create shim task: OCI runtime create failed: " + why;
        Warn("Failed", "Error: " + text);
        previous = Terminated(128, "StartError", text);
        Restarts = starts - 1;
        if (!MayRestart(128))
        {
            (State, Ended) = (previous, 128);
            return;
        }

        (LastState, State) = (previous, Waiting("RunContainerError", text));
        Wait(Look, BackOff);
    }

    private void Show()
    {
        if (running!.ExitCode is not null)
        {
            return; // It was over before anybody looked.
        }

        State = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = running.StartedAt } };
        (Started, Restarts) = (true, starts - 1);
        LastState = previous ?? [];
        Ready = Rule is { Ready: true, ReadyAfter: 0 };
        AfterShown();
    }

    private void AfterShown()
    {
        var image = Rule;
        if (running!.IsPretended && image.CrashAfter is { } seconds && (image.Crashes is null || starts <= image.Crashes))
        {
            Wait(seconds, () => Exit(image.ExitCode));
        }
        else if (image is { Ready: true, ReadyAfter: > 0 } && !Ready)
        {
            Wait(image.ReadyAfter, () => Ready = true);
        }
    }

    private void Exit(int code)
    {
        (Ready, Started, Restarts, LastState) = (false, false, starts - 1, previous ?? []);
        previous = Terminated(code, code == 0 ? "Completed" : "Error", null);
        State = previous;
        running!.Log.Complete();
        running = null;
        if (!MayRestart(code))
        {
            Ended = code;
        }
        else if (starts == 1)
        {
            Try();
        }
        else
        {
            TellBackOff();
            Wait(Look, BackOff);
        }
    }

    private void BackOff()
    {
        var seconds = Math.Min(300, 10 * Math.Pow(2, Math.Min(10, Math.Max(0, starts - 2))));
        LastState = previous ?? [];
        State = Waiting(
            "CrashLoopBackOff",
            $"back-off {GoText.Duration((int)seconds)} restarting failed container={Name} pod={PodName}");
        TellBackOff();
        Wait(seconds + 4.5, Try);
    }

    private void TellBackOff() => Warn("BackOff", $"Back-off restarting failed container {Name} in pod {PodName}");

    private bool MayRestart(int code) => pod.RestartPolicy(this) switch
    {
        "Never" => false,
        "OnFailure" => code != 0,
        _ => true,
    };

    private JsonObject Terminated(int code, string reason, string? message)
    {
        var terminated = new JsonObject { ["exitCode"] = code, ["reason"] = reason };
        if (message is not null)
        {
            terminated["message"] = message;
        }

        terminated["startedAt"] = running?.StartedAt ?? Defaults.Now();
        terminated["finishedAt"] = Defaults.Now();
        return new JsonObject { ["terminated"] = terminated };
    }

    private void Wait(double seconds, Action next) => due = (Pace.Now, seconds, next);

    private void Tell(string reason, string message) => pod.Node.Cluster.Events.Normal(pod.Value, "kubelet", reason, message, Name);

    private void Warn(string reason, string message) => pod.Node.Cluster.Events.Warning(pod.Value, "kubelet", reason, message, Name);

    private static JsonObject Waiting(string reason, string? message)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message is not null)
        {
            waiting["message"] = message;
        }

        return new JsonObject { ["waiting"] = waiting };
    }
}
