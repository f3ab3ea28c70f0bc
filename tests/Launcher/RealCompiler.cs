namespace TutorPipeline.Launcher.Tests;

/// <summary>The launcher with the real SDK.</summary>
public static class RealCompiler
{
    [Fact]
    public static void Starts_what_the_sources_say_now_or_nothing()
    {
        using var clone = Clone.WithProgram();
        Assert.Contains("\"Name\":\"first\"", Run(clone), StringComparison.Ordinal);

        clone.Write("build/pipeline/Edition.cs", Clone.Edition("second"));
        Launch[] launches = [.. Enumerable.Range(0, 3).Select(_ => Launch.Start(clone, []))];
        Assert.All(launches, l => Assert.Contains("\"Name\":\"second\"", l.WaitForExit().Output, StringComparison.Ordinal));
        Assert.Equal(2, clone.Programs().Length);

        clone.Write("build/pipeline/Edition.cs", "static class Edition { public static string Name => 1; }");
        var broken = Launch.Run(clone, [], variables: new Dictionary<string, string?> { ["DOTNET_CLI_UI_LANGUAGE"] = "de", ["OutDir"] = "/nonexistent/" });
        Assert.Equal(1, broken.ExitCode);
        Assert.Empty(broken.Output);
        Assert.StartsWith("build.sh: compiling the pipeline\nbuild/pipeline/Edition.cs(1,", broken.Error, StringComparison.Ordinal);
        Assert.Contains("): error CS0029: Cannot implicitly convert type 'int' to 'string'\n", broken.Error, StringComparison.Ordinal);

        clone.Write("build/pipeline/Edition.cs", Clone.Edition("third"));
        Assert.Contains("\"Name\":\"third\"", Run(clone), StringComparison.Ordinal);
    }

    private static string Run(Clone clone)
    {
        var launch = Launch.Run(clone, []);
        Assert.True(launch.ExitCode == 0, launch.Error);
        return launch.Output;
    }
}
