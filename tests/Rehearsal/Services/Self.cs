using System.Diagnostics;
using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>Starts this program anew in one of its roles, also where a test project has it as a library.</summary>
internal static class Self
{
    public static ProcessStartInfo As(string role, params IEnumerable<string> arguments) =>
        Daemon.InItsOwnSession(Dotnet, [typeof(Self).Assembly.Location, role, .. arguments]);

    private static string Dotnet => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
}
