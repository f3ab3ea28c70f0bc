using System.ComponentModel;
using System.Diagnostics;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>The client's plugin with which Tutor builds.</summary>
public static class Buildx
{
    /// <summary>Why <c>docker buildx</c> does not run here and what to install, as the reason of a skip; null if it does.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("docker", ["buildx", "version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var docker = Process.Start(start)!;
            var output = docker.StandardOutput.ReadToEndAsync(cancellationToken);
            await docker.StandardError.ReadToEndAsync(cancellationToken);
            await docker.WaitForExitAsync(cancellationToken);
            return docker.ExitCode == 0 && (await output).Contains("buildx", StringComparison.OrdinalIgnoreCase)
                ? null
                : "The Docker client has no buildx, with which Tutor builds. Run 'tests/Rehearsal/install-engine', or install "
                    + "'docker-buildx' of Debian 13 or newer.";
        }
        catch (Win32Exception)
        {
            return "There is no docker on PATH. Install it: 'apt-get install docker.io' (from Debian 13 on also docker-cli).";
        }
    }
}
