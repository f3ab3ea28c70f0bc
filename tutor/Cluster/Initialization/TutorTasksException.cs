using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>Tutor's own tasks could not be known; the message says why and holds no script.</summary>
public sealed class TutorTasksException : PipelineException
{
    private const int ShownLines = 12;
    private const string Kept = "Nothing was run in the cluster. ";

    private TutorTasksException(string message)
        : base(message)
    {
    }

    internal static TutorTasksException NotRendered() => new(
        "Tutor's tasks cannot be known, because no platform is rendered. Run ConfigurePlatform, then run InitializePlatform again.");

    internal static TutorTasksException NoTutor() => new(
        "Tutor's tasks cannot be known, because Tutor is not installed. Run ConfigurePlatform, which installs it, or name a Tutor with --tutor; "
        + "then run InitializePlatform again.");

    internal static TutorTasksException Unrecorded(string tutor) => new(
        $"Tutor's tasks cannot be known: {tutor} starts Docker in a way that cannot be recorded, as one that is a single binary does. {Kept}"
        + "Leave --tutor out, or name a Tutor that pip has installed; then run InitializePlatform again.");

    internal static TutorTasksException Failed(string tutor, int exitCode, string error) => new(
        $"Tutor's tasks cannot be known: 'tutor local do init' of {tutor} failed with exit code {exitCode}:\n"
        + string.Concat(error.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(ShownLines).Select(line => $"  {line}\n"))
        + $"{Kept}Mend what it names, then run InitializePlatform again.");

    internal static TutorTasksException None(string tutor) => new(
        $"Tutor's tasks cannot be known: 'tutor local do init' of {tutor} ended without one, and a platform cannot be without. {Kept}"
        + "Check TutorVersion and that no plugin removes them, then run InitializePlatform again.");

    internal static TutorTasksException NotUnderstood(string tutor, string call) => new(
        $"Tutor's tasks cannot be known: 'tutor local do init' of {tutor} did something that is no task: {call}. {Kept}"
        + "A plugin does more than scripts in jobs of its services: turn it off, or set --init never and run 'tutor k8s do init' by hand.");

    internal static TutorTasksException TooLong(string tutor, string service, int size, int limit) => new(
        $"Tutor's tasks cannot be known: a script of {tutor} for the service {service} has {size} bytes, and no container can be given more than "
        + $"{limit}. {Kept}Let its plugin put the work into the image and only call it, then run InitializePlatform again.");
}
