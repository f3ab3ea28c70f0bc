using System.Reflection.PortableExecutable;

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
        var variables = new Dictionary<string, string?> { ["DOTNET_CLI_UI_LANGUAGE"] = "de", ["OutDir"] = "/nonexistent/" };
        var broken = Launch.Run(clone, [], variables: variables);
        Assert.Equal(1, broken.ExitCode);
        Assert.Empty(broken.Output);
        Assert.StartsWith("build.sh: compiling the pipeline\nbuild/pipeline/Edition.cs(1,", broken.Error, StringComparison.Ordinal);
        Assert.Contains("): error CS0029: Cannot implicitly convert type 'int' to 'string'\n", broken.Error, StringComparison.Ordinal);

        clone.Write("build/pipeline/Edition.cs", Clone.Edition("third"));
        Assert.Contains("\"Name\":\"third\"", Run(clone), StringComparison.Ordinal);
    }

    [Fact]
    public static void The_program_is_machine_code_so_that_it_starts_faster()
    {
        using var clone = Clone.WithProgram();
        Run(clone);
        Assert.SkipWhen(
            File.Exists(clone.PathOf(".nuke/temp/no-crossgen")),
            "The package feed has no Microsoft.NETCore.App.Crossgen2 for this machine; name one in NuGet.config.");
        var program = Path.ChangeExtension(Assert.Single(clone.Programs()), ".dll");
        using var image = new PEReader(File.OpenRead(program));
        Assert.NotEqual(0, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
    }

    private static string Run(Clone clone)
    {
        var launch = Launch.Run(clone, []);
        Assert.True(launch.ExitCode == 0, launch.Error);
        return launch.Output;
    }
}
