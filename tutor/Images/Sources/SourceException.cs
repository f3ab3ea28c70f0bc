using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images.Sources;

/// <summary>A source of the image cannot be had.</summary>
public sealed class SourceException : PipelineException
{
    private const string Private =
        "If it is private, give a token that reads it as NUKE_SOURCE_TOKEN (its host must be in SourceTokenHosts), or a key for an ssh:// address by SshKeys";

    private SourceException(string message, bool isAboutReach = false)
        : base(message) => IsAboutReach = isAboutReach;

    /// <summary>Whether the repository could not be asked at all, so that nothing is known of it.</summary>
    public bool IsAboutReach { get; }

    /// <summary>Neither a branch nor a tag has the name.</summary>
    internal static SourceException NoSuchReference(SourceRequest request) => new(
        $"{request}: the repository has neither a branch nor a tag '{request.Reference.GitReference}'. "
        + $"See 'git ls-remote {request.Reference.Location}' and correct {request.Parameter}.");

    /// <summary>Git could not read the repository.</summary>
    internal static SourceException Unreachable(SourceRequest request, string error)
    {
        var why = LastLine(error);
        var known = Known(request, error, why);
        return new(
            known ?? $"{request}: git could not read the repository: {why}. Check the address and the network, and run the target again.",
            isAboutReach: known is null);
    }

    private static string? Known(SourceRequest request, string error, string why) =>
        Contains(error, "could not read Username", "Authentication failed", "Permission denied", "403", "Invalid username or")
            ? $"{request}: the repository may not be read: {why}. {Private}."
            : Contains(error, "not found", "does not exist", "does not appear to be a git repository")
                ? $"{request}: there is no such repository, or it may not be read: {why}. Correct {request.Parameter}. {Private}."
                : Contains(error, "not our ref", "unadvertised object", "couldn't find remote ref")
                    ? $"{request}: the repository has no such commit: {why}. Correct {request.Parameter}."
                    : Contains(error, "No space left")
                        ? $"{request}: the disk is full: {why}. Make room and run the target again."
                        : null;

    /// <summary>The name stands for another commit than a moment ago.</summary>
    internal static SourceException Moved(SourceRequest request, string expected, string found) => new(
        $"{request}: it was at {expected} when it was resolved and is at {found} now. Run the target again.");

    /// <summary>A local folder is not there.</summary>
    internal static SourceException NoFolder(SourceRequest request) => new(
        $"{request}: there is no such folder. Paths are taken from the folder that holds .nuke; correct {request.Parameter}.");

    /// <summary>The lock file does not agree.</summary>
    internal static SourceException NotAsLocked(IEnumerable<string> differences) => new(
        "With --locked every source must be what tutor/sources.lock.json says:\n"
        + string.Concat(differences.Select(difference => $"  {difference}\n"))
        + "If the change is wanted, run './build.sh UpdateSources' and commit the file.");

    /// <summary>A file of sources cannot be read.</summary>
    internal static SourceException Unreadable(string path, string why) => new(
        $"{path} cannot be read: {why.TrimEnd('.')}. Restore it, or run './build.sh UpdateSources' to write it anew.");

    /// <summary>A theme lacks what makes it one.</summary>
    internal static SourceException NoTheme(SourceRequest request, string folder) => new(
        $"{request}: it is no theme: {folder} is missing in it. A comprehensive theme has lms/static and lms/templates at its top; "
        + $"correct {request.Parameter}.");

    /// <summary>A plugin lacks what pip installs.</summary>
    internal static SourceException NotInstallable(SourceRequest request) => new(
        $"{request}: pip cannot install it: it has neither pyproject.toml nor setup.py nor setup.cfg at its top. Correct {request.Parameter}.");

    private static bool Contains(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string LastLine(string error) =>
        (error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(line => line.StartsWith("fatal:", StringComparison.Ordinal) || line.StartsWith("ERROR:", StringComparison.Ordinal))
            ?? error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "git said nothing")
        .TrimEnd('.');
}
