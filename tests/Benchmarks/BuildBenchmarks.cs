using System.Diagnostics;

namespace TutorPipeline.Benchmarks;

/// <summary>What building an image costs the pipeline itself, through build.sh with the rehearsal's engine and registry.</summary>
internal static class BuildBenchmarks
{
    private const int Rounds = 9;
    private const int Files = 20_000;
    private const int FileSize = (1 << 30) / Files;

    public static IEnumerable<Measurement> Run(RehearsedImages platform)
    {
        Sampler.Once(platform.Pipeline("PushImage"));
        var unchanged = Sampler.Median(Enumerable.Range(0, Rounds).Select(_ => Sampler.Once(platform.Pipeline("BuildImage"))));
        yield return new Measurement(
            "BuildImage when nothing changed", unchanged, "s", 1, $"whole process, sources looked up and folders hashed; median of {Rounds}");

        var theme = Directory.CreateTempSubdirectory("theme-");
        try
        {
            MakeTheme(theme.FullName);
            var peak = platform.PeakOf(platform.Pipeline("BuildImage", "--theme-repositories", theme.FullName));
            yield return new Measurement(
                "memory of a build whose context has 20,000 files, 1 GiB", peak / 1e6, "MB", 150, "the most that was resident in the pipeline's process");
        }
        finally
        {
            theme.Delete(recursive: true);
        }
    }

    private static void MakeTheme(string folder)
    {
        var bytes = new byte[FileSize];
        var random = new Random(1);
        for (var i = 0; i < Files; i++)
        {
            var part = Directory.CreateDirectory(Path.Combine(folder, "lms/static/images", $"{i / 200}"));
            random.NextBytes(bytes);
            File.WriteAllBytes(Path.Combine(part.FullName, $"{i}.bin"), bytes);
        }

        Directory.CreateDirectory(Path.Combine(folder, "lms/static/sass"));
        Directory.CreateDirectory(Path.Combine(folder, "lms/templates"));
        File.WriteAllText(Path.Combine(folder, "lms/static/sass/main.scss"), "body { color: #123; }\n");
        File.WriteAllText(Path.Combine(folder, "lms/templates/footer.html"), "heavy\n");
        foreach (var arguments in (string[][])[["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Heavy"]])
        {
            Sampler.Once(new ProcessStartInfo("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.com", .. arguments]));
        }
    }
}
