using System.Diagnostics;

namespace TutorPipeline.Benchmarks;

/// <summary>What a person waits for: the whole of <c>./build.sh</c>, warm, beside <c>dotnet --version</c>.</summary>
internal static class LauncherBenchmarks
{
    public static IEnumerable<Measurement> Run(string root)
    {
        using var tenTargets = new TenTargets(root);
        var medians = Sampler.Medians(
            () => new ProcessStartInfo("dotnet", ["--version"]) { WorkingDirectory = root },
            () => Launcher(root, "--help"),
            () => Launcher(tenTargets.Root, "Ten"));
        yield return new Measurement(
            "warm ./build.sh --help / dotnet --version", medians[1] / medians[0], "x", 2.4,
            $"medians of 15 alternating runs: {medians[1]:0.000} s / {medians[0]:0.000} s");
        yield return new Measurement(
            "warm no-op of ten chained targets / dotnet --version", medians[2] / medians[0], "x", 2.4,
            $"medians of 15 alternating runs: {medians[2]:0.000} s / {medians[0]:0.000} s");

        var dryRun = Sampler.Medians(() => WithoutTools(Launcher(root, "Deploy", "--env", "prod", "--dry-run")))[0];
        yield return new Measurement(
            "dry run of Deploy without external tools", dryRun, "s", 1, "median of 15 warm runs with a PATH that has none of the tools");
    }

    private static ProcessStartInfo Launcher(string root, params string[] arguments) =>
        new(Path.Combine(root, "build.sh"), arguments) { WorkingDirectory = root };

    /// <summary>A PATH with only what build.sh itself needs: the shell's own programs and no tool of the pipeline.</summary>
    private static ProcessStartInfo WithoutTools(ProcessStartInfo start)
    {
        start.Environment["PATH"] = BarePath.Value;
        return start;
    }

    private static readonly Lazy<string> BarePath = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("bare-path-").FullName;
        string[] tools = ["terraform", "tofu", "kubectl", "docker", "tutor", "python3", "git", "aws", "dotnet"];
        foreach (var directory in new[] { "/usr/bin", "/bin" })
        {
            foreach (var file in Directory.EnumerateFiles(directory).Where(f => !tools.Contains(Path.GetFileName(f))))
            {
                var link = Path.Combine(folder, Path.GetFileName(file));
                if (!Path.Exists(link))
                {
                    File.CreateSymbolicLink(link, file);
                }
            }
        }

        return folder;
    });
}
