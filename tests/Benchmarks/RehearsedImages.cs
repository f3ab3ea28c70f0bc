using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TutorPipeline.Benchmarks;

/// <summary>The reference platform in a folder of its own, with the rehearsal's engine, registry and Tutor.</summary>
internal sealed partial class RehearsedImages : IDisposable
{
    private readonly string repository;
    private readonly string root = Directory.CreateTempSubdirectory("benchmark-").FullName;
    private readonly Dictionary<string, string> variables;

    public RehearsedImages(string repository)
    {
        this.repository = repository;
        Directory.CreateDirectory(Path.Combine(root, ".nuke"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, ".nuke"), "*.json"))
        {
            File.Copy(file, Path.Combine(root, ".nuke", Path.GetFileName(file)));
        }

        // Asked for help, the script compiles the program where that is needed.
        Sampler.Once(new ProcessStartInfo(Path.Combine(repository, "tests", "rehearse"), "--help"));
        variables = Setting().Matches(Rehearse("up")).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
    }

    /// <summary>The engine's address; null where the rehearsal has none.</summary>
    public string? Engine => variables.GetValueOrDefault("DOCKER_HOST");

    /// <summary>Whether images can be built and pushed.</summary>
    public bool IsWhole => Engine is not null && variables.ContainsKey("NUKE_REGISTRY") && variables.ContainsKey("NUKE_TUTOR");

    /// <summary>How to run the pipeline on it.</summary>
    public ProcessStartInfo Pipeline(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Path.Combine(repository, "build.sh"), [.. arguments, "--env", "prod", "--build-disk-space", "1", "--root", root]);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Runs the pipeline and gives the most memory that its process had resident at once, in bytes.</summary>
    public long PeakOf(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var (output, error, peak) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), 0L);

        // build.sh becomes the pipeline, so the process stays the same one; the system keeps the highest value, and asking often loses no peak but a last one.
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, HighWater(process.Id));
        }

        return process.ExitCode == 0
            ? peak
            : throw new InvalidOperationException($"The pipeline ended with exit code {process.ExitCode}: {output.Result} {error.Result}");
    }

    public void Dispose()
    {
        Rehearse("down");
        Directory.Delete(root, recursive: true);
    }

    private static long HighWater(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private string Rehearse(string command)
    {
        var program = Path.Combine(repository, "tests/Rehearsal/bin/Debug/net10.0/TutorPipeline.Rehearsal.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "rehearse", root, command]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"'rehearse {command}' ended with exit code {process.ExitCode}.");
    }

    [GeneratedRegex("export ([A-Z_0-9]+)='([^']*)'")]
    private static partial Regex Setting();
}
