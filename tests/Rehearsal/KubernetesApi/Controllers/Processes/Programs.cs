using System.IO.Enumeration;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;

/// <summary>
/// Which program stands for an image, since there is no container engine: it is given the container's command and arguments as its own.
/// An image without one has what is in <c>/usr/bin</c> and <c>/bin</c> of this machine, a shell for instance.
/// </summary>
internal sealed class Programs(Store store, IReadOnlyList<string> options)
{
    public const string SearchPath = "/usr/bin:/bin";

    private const string Setting = "programs";

    /// <summary>Adds <c>{"image":"PATTERN","program":"PATH"}</c>, which comes before all that were there.</summary>
    public JsonObject Add(JsonNode? body)
    {
        var (image, program) = ((string?)body?["image"], (string?)body?["program"]);
        if (image is null || program is null)
        {
            throw ApiException.BadRequest("a program for images is {\"image\":\"PATTERN\",\"program\":\"PATH\"}");
        }

        lock (store.Gate)
        {
            var all = store.Setting(Setting)?.DeepClone() as JsonArray ?? [];
            all.Add($"{image}={program}");
            store.Set(Setting, all);
            return new JsonObject { ["programs"] = all.DeepClone() };
        }
    }

    /// <summary>The command line of a container; an empty one does what an image's own command would, nothing that can be seen.</summary>
    public string[] CommandLine(string image, IReadOnlyList<string> command)
    {
        var given = (store.Setting(Setting) as JsonArray ?? []).Select(o => (string)o!);
        var wrapper = options.Concat(given)
            .LastOrDefault(o => FileSystemName.MatchesSimpleExpression(o.Split('=')[0], image, ignoreCase: false));
        return wrapper is not null ? [wrapper[(wrapper.IndexOf('=', StringComparison.Ordinal) + 1)..], .. command]
            : command.Count == 0 ? ["true"] : [.. command];
    }

    /// <summary>Where the program is; null when it is nowhere.</summary>
    public static string? Find(string program) =>
        program.Contains('/', StringComparison.Ordinal) ? (File.Exists(program) ? program : null)
            : SearchPath.Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
