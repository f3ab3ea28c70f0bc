using System.IO.Enumeration;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>What becomes of the images that a pattern fits. Without a rule every image can be pulled, runs and is ready.</summary>
/// <param name="Image">The pattern; <c>*</c> stands for anything.</param>
/// <param name="Pull">
/// Why it cannot be pulled: <c>missing</c>, <c>unauthorized</c>, <c>unreachable</c> or <c>hang</c>; null when it can.
/// </param>
/// <param name="Message">What the puller says instead of the usual words.</param>
/// <param name="StartError">Why the container cannot be started.</param>
/// <param name="CrashAfter">After how many seconds of running it ends.</param>
/// <param name="ExitCode">With which code it ends then.</param>
/// <param name="Crashes">How often it does; for ever when null.</param>
/// <param name="Ready">Whether it ever becomes ready.</param>
/// <param name="ReadyAfter">How many seconds it runs until it is ready.</param>
/// <param name="Log">The lines that each start writes.</param>
internal sealed record ImageRule(
    string Image, string? Pull, string? Message, string? StartError, double? CrashAfter, int ExitCode, int? Crashes, bool Ready,
    double ReadyAfter, string[] Log)
{
    public static readonly ImageRule Works = new("*", null, null, null, null, 0, null, true, 0, []);

    private static readonly HashSet<string> Fields =
        ["image", "pull", "message", "startError", "crashAfter", "exitCode", "crashes", "ready", "readyAfter", "log"];

    private static readonly HashSet<string?> Pulls = [null, "missing", "unauthorized", "unreachable", "hang"];

    /// <exception cref="ApiException">400: it has no pattern, or a field that a rule does not have.</exception>
    public static ImageRule Read(JsonObject rule)
    {
        if (rule.FirstOrDefault(p => !Fields.Contains(p.Key)).Key is { } unknown)
        {
            throw ApiException.BadRequest($"a rule for images has no {unknown}; it has {string.Join(", ", Fields)}");
        }

        if (!Pulls.Contains((string?)rule["pull"]))
        {
            throw ApiException.BadRequest($"pull is {rule["pull"]}; it may be missing, unauthorized, unreachable or hang");
        }

        return new(
            (string?)rule["image"] ?? throw ApiException.BadRequest("a rule for images names them by image, as \"*:none\""),
            (string?)rule["pull"], (string?)rule["message"], (string?)rule["startError"], (double?)rule["crashAfter"],
            (int?)rule["exitCode"] ?? 1, (int?)rule["crashes"], (bool?)rule["ready"] ?? true, (double?)rule["readyAfter"] ?? 0,
            [.. (rule["log"] as JsonArray ?? []).Select(l => (string)l!)]);
    }

    public bool Fits(string image) => FileSystemName.MatchesSimpleExpression(Image, image, ignoreCase: false);

    /// <summary>Why the image cannot be pulled, as a container engine says it.</summary>
    public string PullError(string image)
    {
        var slash = image.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? "registry-1.docker.io" : image[..slash];
        var rest = image[(slash + 1)..].Split(':', 2);
        var url = $"https://{host}/v2/{rest[0]}/manifests/{(rest.Length > 1 ? rest[1] : "latest")}";
        var intro = $"desc = failed to pull and unpack image \"{image}\": failed to resolve reference \"{image}\": ";
        return Message ?? Pull switch
        {
            "missing" => $"rpc error: code = NotFound {intro}{image}: not found",
            "unauthorized" => $"rpc error: code = Unknown {intro}unexpected status from HEAD request to {url}: 401 Unauthorized",
            _ => $"rpc error: code = Unknown {intro}failed to do request: Head \"{url}\": dial tcp: lookup {host} on 10.255.255.53:53: "
                + "no such host",
        };
    }
}
