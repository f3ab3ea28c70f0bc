using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>
/// Deploys that are killed one after the other, each a step later than the one before: every one begins with what the last one left.
/// </summary>
/// <param name="platform">The platform.</param>
internal sealed class KilledDeploys(RehearsedPlatform platform)
{
    /// <summary>What a run says when the step begins after which it is killed.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        @"SyncSecrets +│ Started", @"ConfigurePlatform +│ Started", @"RenderManifests +│ Started", @"ApplyManifests +│ Started",
        @"configuration and prerequisites: applied", @"workloads: applied", @"InitializePlatform +│ task 2 of", @"PointDns +│ Started",
        @"CheckPlatform +│ Started",
    ];

    /// <summary>The exit codes, in the order of the steps; null for a run that ended before its step came.</summary>
    public List<int?> Exits { get; } = [];

    /// <summary>All that the runs printed.</summary>
    public StringBuilder Output { get; } = new();

    public async Task RunAsync(string[] arguments)
    {
        foreach (var step in Steps)
        {
            Exits.Add(await KillAtAsync(new Regex(step), arguments));
        }
    }

    private async Task<int?> KillAtAsync(Regex step, string[] arguments)
    {
        using var deploy = platform.Start(arguments);
        var errors = deploy.StandardError.ReadToEndAsync();
        var isThere = false;
        while (!isThere && await deploy.StandardOutput.ReadLineAsync() is { } line)
        {
            Output.AppendLine(line);
            isThere = step.IsMatch(line);
        }

        if (isThere)
        {
            KillPipeline();
        }

        Output.Append(await deploy.StandardOutput.ReadToEndAsync()).Append(await errors);
        await deploy.WaitForExitAsync();
        return isThere ? deploy.ExitCode : null;
    }

    // The rehearsal starts the pipeline in a session of its own; it is known by the platform's folder among its arguments.
    private void KillPipeline()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) && CommandOf(folder) is { } command
                && command.Contains($"--root\0{platform.Root}\0", StringComparison.Ordinal)
                && command.Contains("\0Deploy\0", StringComparison.Ordinal) && command.Split('\0').Any(IsThePipeline))
            {
                TroubledPlatform.Kill(process);
            }
        }

        static bool IsThePipeline(string word) => Path.GetFileName(word) is "TutorPipeline" or "TutorPipeline.dll";

        static string? CommandOf(string folder)
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                return null; // It has ended meanwhile.
            }
        }
    }
}
