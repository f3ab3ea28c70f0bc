using System.Diagnostics;
using System.Globalization;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>
/// A repository that stands in for the platform's, at its address: the stand-in for Tutor takes no source of the platform, but the pipeline
/// resolves it to a commit. Git finds it by its own rewriting of URLs; what else git is told by variables stays.
/// </summary>
internal static class PlatformSources
{
    private const string Address = "https://github.com/openedx/edx-platform";

    /// <summary>Makes it with one commit, which has the release's name as its tag.</summary>
    /// <param name="folder">Where it is made.</param>
    /// <param name="release">The release, such as <c>release/ulmo.3</c>.</param>
    /// <param name="cancellationToken">Ends the making early.</param>
    /// <returns>Variables by which git finds it.</returns>
    /// <exception cref="HarnessException">Git is missing or fails.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> MakeAsync(string folder, string release, CancellationToken cancellationToken)
    {
        var place = Path.Combine(folder, "edx-platform");
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true); // An earlier rehearsal left it.
        }

        Directory.CreateDirectory(place);
        await GitAsync(place, cancellationToken, "init", "--quiet", "--initial-branch=main");
        await File.WriteAllTextAsync(Path.Combine(place, "README"), "Stands in for the platform in rehearsals.\n", cancellationToken);
        await GitAsync(place, cancellationToken, "add", "--all");

        // A fixed author and time make a fixed commit, so that images of one content are known from one rehearsal to the next.
        await GitAsync(place, cancellationToken, "commit", "--quiet", "--message", "Stand in for the platform");
        await GitAsync(place, cancellationToken, "tag", release);
        var count = int.TryParse(Environment.GetEnvironmentVariable("GIT_CONFIG_COUNT"), CultureInfo.InvariantCulture, out var own) ? own : 0;
        return new Dictionary<string, string>
        {
            ["GIT_CONFIG_COUNT"] = $"{count + 1}",
            [$"GIT_CONFIG_KEY_{count}"] = $"url.file://{place}.insteadOf",
            [$"GIT_CONFIG_VALUE_{count}"] = Address,
        };
    }

    private static async Task GitAsync(string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true };
        foreach (var who in (string[])["AUTHOR", "COMMITTER"])
        {
            start.Environment[$"GIT_{who}_NAME"] = "Rehearsal";
            start.Environment[$"GIT_{who}_EMAIL"] = "rehearsal@example.com";
            start.Environment[$"GIT_{who}_DATE"] = "2026-01-01T00:00:00Z";
        }

        try
        {
            using var git = Process.Start(start)!;
            var error = await git.StandardError.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken);
            if (git.ExitCode != 0)
            {
                throw new HarnessException($"git {arguments[0]} failed in the rehearsal: {error.Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new HarnessException($"The rehearsal needs git, which cannot be started: {exception.Message}");
        }
    }
}
