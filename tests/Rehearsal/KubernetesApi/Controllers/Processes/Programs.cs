using System.IO.Enumeration;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;

/// <summary>
/// Which program stands for an image, since there is no container engine: it is given the container's command and arguments as its own.
/// An image without one has what is in <c>/usr/bin</c> and <c>/bin</c> of this machine, a shell for instance.
/// </summary>
internal sealed class Programs(IReadOnlyList<string> options)
{
    public const string SearchPath = "/usr/bin:/bin";

    /// <summary>The command line of a container; an empty one does what an image's own command would, nothing that can be seen.</summary>
    public string[] CommandLine(string image, IReadOnlyList<string> command)
    {
        var wrapper = options.LastOrDefault(o => FileSystemName.MatchesSimpleExpression(o.Split('=')[0], image, ignoreCase: false));
        return wrapper is not null ? [wrapper[(wrapper.IndexOf('=', StringComparison.Ordinal) + 1)..], .. command]
            : command.Count == 0 ? ["true"] : [.. command];
    }

    /// <summary>Where the program is; null when it is nowhere.</summary>
    public static string? Find(string program) =>
        program.Contains('/', StringComparison.Ordinal) ? (File.Exists(program) ? program : null)
            : SearchPath.Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
