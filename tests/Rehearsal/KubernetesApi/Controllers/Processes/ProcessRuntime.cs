using System.Diagnostics;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.Harness;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;

/// <summary>Runs the containers of Jobs as processes, and pretends to run all others.</summary>
internal sealed class ProcessRuntime(Cluster cluster, Programs programs, Action wake) : Runtime, IDisposable
{
    // As a container engine has it for what a kill by force ends.
    private const int Killed = 137;

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"rehearsal-pods-{Environment.ProcessId}-{Guid.NewGuid():n}");

    private readonly References references = new(cluster);

    /// <inheritdoc/>
    public override Container Start(JsonObject pod, JsonObject container, ImageRule image)
    {
        var isPretended = image.StartError is not null || image.CrashAfter is not null || !IsOfJob(pod);
        return isPretended ? base.Start(pod, container, image) : Run(pod, container, image);
    }

    /// <summary>A Job's process ended with the server that had started it.</summary>
    public override Container Adopt(JsonObject pod) => IsOfJob(pod) ? new EndedContainer(Killed) : base.Adopt(pod);

    /// <inheritdoc/>
    public override void Forget(JsonObject pod)
    {
        var path = Path.Combine(folder, pod.Uid());
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsOfJob(JsonObject pod) =>
        pod["metadata"].Items("ownerReferences").Any(o => (string?)o["kind"] == "Job");

    private Container Run(JsonObject pod, JsonObject container, ImageRule image)
    {
        var environment = new ContainerEnvironment(references, pod).Read(container);
        var name = (string?)container["image"] ?? "";
        string[] given = [.. Words(container, "command"), .. Words(container, "args")];
        var line = programs.CommandLine(name, [.. given.Select(environment.Expand)]);
        if (Programs.Find(line[0]) is not { } program)
        {
            return new Container
            {
                StartError = "runc create failed: unable to start container process: "
                    + $"exec: \"{line[0]}\": executable file not found in $PATH: unknown",
            };
        }

        var root = new PodFolder(Path.Combine(folder, pod.Uid()), Path.Combine(folder, "claims"), references).Make(pod, container);
        var start = Daemon.InItsOwnSession(program, line[1..]);
        start.WorkingDirectory = Path.Combine(root, ((string?)container["workingDir"] ?? "").Trim('/'));
        Directory.CreateDirectory(start.WorkingDirectory);
        Describe(start, pod, name, root, environment.Values);
        return new ProcessContainer(start, Written(image), wake);
    }

    private static void Describe(
        ProcessStartInfo start, JsonObject pod, string image, string root, IReadOnlyDictionary<string, string> values)
    {
        start.Environment.Clear();
        start.Environment["PATH"] = Programs.SearchPath;
        start.Environment["HOME"] = root;
        start.Environment["HOSTNAME"] = pod.Name();
        start.Environment["REHEARSAL_ROOT"] = root;
        start.Environment["REHEARSAL_IMAGE"] = image;
        foreach (var (variable, value) in values)
        {
            start.Environment[variable] = value;
        }
    }

    private static IEnumerable<string> Words(JsonObject container, string field) =>
        (container[field] as JsonArray ?? []).Select(w => (string?)w ?? "");
}
