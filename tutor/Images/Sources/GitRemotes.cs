using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images.Sources;

/// <summary>Asks repositories which commit a name stands for, and fetches exactly that commit, through the git program.</summary>
/// <param name="tools">Starts git.</param>
/// <param name="door">Opens private repositories.</param>
public sealed class GitRemotes(IToolRunner tools, GitDoor door)
{
    private static readonly TimeSpan AskingLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FetchingLimit = TimeSpan.FromMinutes(30);

    /// <summary>Finds the commit of a branch or tag; a full commit id is taken as it is.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="report">Takes a warning where a name is ambiguous.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The commit id: 40 or 64 hexadecimal digits.</returns>
    /// <exception cref="SourceException">The repository, the name or the right is missing.</exception>
    public async Task<string> ResolveAsync(SourceRequest request, IStageReport report, CancellationToken cancellationToken)
    {
        var (location, name) = (request.Reference.Location, request.Reference.GitReference!);
        if (IsCommit(name))
        {
            return name;
        }

        // Whole names, because a pattern would match the ends of others; ^{} is the commit that an annotated tag stands for.
        var (branch, tag) = ($"refs/heads/{name}", $"refs/tags/{name}");
        var answer = await tools.RunAsync(
            door.Call(location, ["ls-remote", "--exit-code", location, branch, tag, $"{tag}^{{}}"]) with { Timeout = AskingLimit }, cancellationToken);
        if (answer.ExitCode != 0)
        {
            throw answer.ExitCode == 2 && answer.Error.Length == 0
                ? SourceException.NoSuchReference(request)
                : SourceException.Unreachable(request, answer.Error);
        }

        var found = answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Where(parts => parts.Length == 2).ToDictionary(parts => parts[1], parts => parts[0]);
        var commit = found.GetValueOrDefault($"{tag}^{{}}") ?? found.GetValueOrDefault(tag);
        if (commit is not null && found.TryGetValue(branch, out var other) && other != commit)
        {
            report.Warning($"{request}: '{name}' is a branch and a tag; the tag was taken. Write refs apart, or rename one.");
        }

        return commit ?? found.GetValueOrDefault(branch) ?? throw SourceException.NoSuchReference(request);
    }

    /// <summary>Fetches the files of one commit into a folder that does not exist yet.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="commit">Its commit.</param>
    /// <param name="folder">Where the files go; without git's own.</param>
    /// <param name="cancellationToken">Ends the fetch early.</param>
    /// <returns>A task that ends when all files are there.</returns>
    /// <exception cref="SourceException">The commit cannot be fetched.</exception>
    public async Task FetchAsync(SourceRequest request, string commit, string folder, CancellationToken cancellationToken)
    {
        var location = request.Reference.Location;
        Directory.CreateDirectory(folder);
        await GitAsync(request, folder, ["init", "--quiet"], cancellationToken);
        var fetch = await TryAsync(location, folder, ["fetch", "--quiet", "--depth", "1", "--no-tags", location, commit], cancellationToken);
        if (fetch.ExitCode != 0 && request.Reference.GitReference is { } name && !IsCommit(name))
        {
            // Servers may refuse what no name points to; then the name is fetched, which must still stand for the same commit.
            fetch = await TryAsync(location, folder, ["fetch", "--quiet", "--depth", "1", "--no-tags", location, name], cancellationToken);
        }

        if (fetch.ExitCode != 0)
        {
            throw SourceException.Unreachable(request, fetch.Error);
        }

        var fetched = (await GitAsync(request, folder, ["rev-parse", "FETCH_HEAD^{commit}"], cancellationToken)).Output.Trim();
        if (fetched != commit)
        {
            throw SourceException.Moved(request, commit, fetched);
        }

        await GitAsync(request, folder, ["checkout", "--quiet", "--detach", commit], cancellationToken);
        Directory.Delete(Path.Combine(folder, ".git"), recursive: true);
    }

    /// <summary>Whether a name is a full commit id.</summary>
    internal static bool IsCommit(string name) => name.Length is 40 or 64 && name.All(char.IsAsciiHexDigitLower);

    private async Task<ToolResult> GitAsync(
        SourceRequest request, string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await TryAsync(request.Reference.Location, folder, arguments, cancellationToken);
        return result.ExitCode == 0 ? result : throw SourceException.Unreachable(request, result.Error);
    }

    private Task<ToolResult> TryAsync(string location, string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        tools.RunAsync(door.Call(location, ["-C", folder, .. arguments]) with { Timeout = FetchingLimit }, cancellationToken);
}
