using System.Text;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>
/// Tutor's own tasks, and those of its plugins, in its order. They are no files: Tutor makes them while it initializes. So it runs its
/// <c>local do init</c> with a Docker that only records what it is asked for. The local flavour is the one that needs no cluster; the
/// services have the same names and scripts in the cluster's.
/// </summary>
/// <param name="rendering">Where the platform was rendered.</param>
/// <param name="tutors">Where Tutor comes from; it must be installed.</param>
/// <param name="secrets">Known secrets, masked in errors.</param>
public sealed class TutorTasks(PlatformRendering rendering, ITutorSource tutors, IReadOnlyCollection<Secret> secrets) : IInitializationTasks
{
    /// <summary>How long a script may be, in bytes: Linux gives a program no longer argument or variable than 128 KiB.</summary>
    public const int LongestScript = 120_000;

    private const string JobSuffix = "-job";

    /// <inheritdoc/>
    /// <exception cref="TutorTasksException">Nothing is rendered, or what Tutor did is no list of tasks.</exception>
    /// <exception cref="TutorException">Tutor failed.</exception>
    public async Task<IReadOnlyList<InitializationTask>> ListAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(rendering.Root, "config.yml")))
        {
            throw TutorTasksException.NotRendered();
        }

        var tutor = await tutors.FindAsync(cancellationToken) ?? throw TutorTasksException.NoTutor();
        using var recorder = new DockerRecorder(rendering.Root + ".tasks");
        var masking = new Masking(secrets);
        var result = await tutor.InitializeAsync(rendering.Root, rendering.Plugins, recorder.Variables, cancellationToken);
        if (result.Error.Contains(DockerRecorder.Unrecorded, StringComparison.Ordinal))
        {
            throw TutorTasksException.Unrecorded(tutor.Identity);
        }

        if (result.ExitCode != 0)
        {
            throw TutorTasksException.Failed(tutor.Identity, result.ExitCode, masking.Show(false, string.Empty, WithoutScripts(result.Error)));
        }

        var tasks = new List<InitializationTask>();
        foreach (var call in await recorder.ReadAsync(cancellationToken))
        {
            if (Read(call, tutor.Identity, masking) is { } task)
            {
                tasks.Add(task);
            }
        }

        return tasks.Count > 0 ? tasks : throw TutorTasksException.None(tutor.Identity);
    }

    private static InitializationTask? Read(IReadOnlyList<string> call, string tutor, Masking masking)
    {
        var words = Command(call);
        if (words is ["ls", ..])
        {
            return null;
        }

        var service = 1;
        while (words is ["run", ..] && service < words.Count && words[service].StartsWith('-'))
        {
            service++;
        }

        if (words is not ["run", ..] || words.Count != service + 5 || !words[service].EndsWith(JobSuffix, StringComparison.Ordinal)
            || words[service + 1] != "sh" || words[service + 2] != "-e" || words[service + 3] != "-c" || words[^1].Length == 0)
        {
            throw TutorTasksException.NotUnderstood(tutor, masking.Show(false, string.Empty, Shown(call)));
        }

        var name = words[service][..^JobSuffix.Length];
        var size = Encoding.UTF8.GetByteCount(words[^1]);
        return size <= LongestScript ? InitializationTask.OfSecret(name, new Secret(words[^1]))
            : throw TutorTasksException.TooLong(tutor, name, size, LongestScript);
    }

    /// <summary>What follows Compose's own options; nothing when it is no call of Compose.</summary>
    private static List<string> Command(IReadOnlyList<string> call)
    {
        var first = 1;
        while (first < call.Count && call[first] is "-f" or "--file" or "-p" or "--project-name")
        {
            first += 2;
        }

        return call is ["compose", ..] && first < call.Count ? [.. call.Skip(first)] : [];
    }

    /// <summary>A call as it may be shown: whatever has white space may be a script, and a script may have any secret.</summary>
    private static string Shown(IReadOnlyList<string> call)
    {
        var shown = new StringBuilder("docker");
        foreach (var word in call)
        {
            shown.Append(' ').Append(word.Any(char.IsWhiteSpace) ? $"({word.Length} characters)" : word);
        }

        return shown.ToString();
    }

    /// <summary>Tutor repeats what it could not start, the script included.</summary>
    private static string WithoutScripts(string error)
    {
        var start = error.IndexOf("Command failed", StringComparison.Ordinal);
        return start < 0 ? error : error[..start] + "Command failed";
    }
}
