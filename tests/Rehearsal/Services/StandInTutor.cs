using System.ComponentModel;
using System.Diagnostics;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>A stand-in for Tutor's command line: configures, renders and calls docker as Tutor does.</summary>
public static class StandInTutor
{
    /// <summary>Its version, which is Tutor's whose behaviour it has.</summary>
    public const string Version = "21.0.8";

    /// <summary>The program, to be given where <c>tutor</c> is expected.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "tutor_stand_in", "tutor");

    /// <summary>Why it does not run here and what to install, as the reason of a skip; null if it does.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        try
        {
            var start = new ProcessStartInfo(Program, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var tutor = Process.Start(start)!;
            var output = tutor.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = await tutor.StandardError.ReadToEndAsync(cancellationToken);
            await tutor.WaitForExitAsync(cancellationToken);
            return (await output).Trim() == "tutor, version " + Version ? null : error.Trim();
        }
        catch (Win32Exception e)
        {
            return $"The stand-in for Tutor cannot be started ({e.Message}). It needs Python: 'apt-get install python3 python3-yaml python3-jinja2'.";
        }
    }
}
