using System.Diagnostics;
using System.Net.Http.Headers;
using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>A small Debian with Python, pip and git, on which the stand-in for Tutor builds, so that no registry is asked.</summary>
public static class BaseImage
{
    /// <summary>How it is called in an engine.</summary>
    public const string Name = "rehearsal/base:1";

    private static string Script => Path.Combine(AppContext.BaseDirectory, "make-base-image");

    /// <summary>
    /// Imports it unless the engine has it. The first time on a machine that takes a minute or two, as debootstrap makes it; then seconds.
    /// </summary>
    /// <param name="engine">Where it is to be.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null, or why it cannot be made here and what to do, as the reason of a skip.</returns>
    /// <exception cref="Exception">The engine refuses it.</exception>
    public static async Task<string?> ImportAsync(RehearsedEngine engine, CancellationToken cancellationToken)
    {
        using var client = EngineProbe.Client(engine.Address, Timeout.InfiniteTimeSpan);
        using (var inspect = await client.GetAsync(new Uri($"images/{Name}/json", UriKind.Relative), cancellationToken))
        {
            if (inspect.IsSuccessStatusCode)
            {
                return null;
            }
        }

        var (file, reason) = await MakeAsync(cancellationToken);
        if (file is null)
        {
            return reason;
        }

        await using var tar = File.OpenRead(file);
        using var content = new StreamContent(tar);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        var name = Name.Split(':');
        var query = $"images/create?fromSrc=-&repo={name[0]}&tag={name[1]}&changes=ENV%20LANG%3DC.UTF-8&changes=CMD%20%5B%22bash%22%5D";
        using var answer = await client.PostAsync(new Uri(query, UriKind.Relative), content, cancellationToken);
        var said = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode && !said.Contains("\"error\"", StringComparison.Ordinal)
            ? null
            : throw new HarnessException($"The engine at {engine.Address} did not import {Name}: {said}");
    }

    private static async Task<(string? File, string Reason)> MakeAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (null, $"{Name} is made by debootstrap, on Debian. Make an image with Python, pip and git of this name.");
        }

        var start = new ProcessStartInfo(Script) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var script = Process.Start(start)!;
        var output = script.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await script.StandardError.ReadToEndAsync(cancellationToken);
        await script.WaitForExitAsync(cancellationToken);
        return script.ExitCode == 0
            ? ((await output).Trim(), "")
            : (null, $"{Name} could not be made: {error.TrimEnd().Split('\n')[^1]}");
    }
}
