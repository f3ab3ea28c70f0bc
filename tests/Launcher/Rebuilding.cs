namespace TutorPipeline.Launcher.Tests;

/// <summary>When the launcher compiles: whenever an input changed, and only then.</summary>
public sealed class Rebuilding : IDisposable
{
    private readonly Clone clone = Clone.WithScript();
    private readonly StandInSdk sdk = new();

    public Rebuilding()
    {
        clone.Write("infra/Old.cs", "old");
        clone.Write("infra/README.md", "old");
        Assert.Equal("first", Run());
    }

    [Fact]
    public void Compiles_once_and_starts_the_same_program_again()
    {
        var program = Assert.Single(clone.Programs());
        var written = File.GetLastWriteTimeUtc(program);
        Assert.Equal("first", Run());
        Assert.Equal("first", Run());
        Assert.Equal(program, Assert.Single(clone.Programs()));
        Assert.Equal(written, File.GetLastWriteTimeUtc(program));
        Assert.Equal(1, sdk.Builds);
    }

    [Theory]
    [InlineData("build/pipeline/Program.cs")]
    [InlineData("build/pipeline/TutorPipeline.csproj")]
    [InlineData("build/pipeline/packages.lock.json")]
    [InlineData("build/kernel/New.cs")]
    [InlineData("infra/Aws/New.cs")]
    [InlineData("tutor/plugins/mfe.yml")]
    [InlineData("global.json")]
    [InlineData(".editorconfig")]
    [InlineData("build/.editorconfig")]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Build.targets")]
    [InlineData("Directory.Packages.props")]
    [InlineData("NuGet.config")]
    public void Compiles_again_when_a_file_is_changed_or_added(string file)
    {
        clone.Write(file, "second");
        Run();
        Assert.Equal(2, sdk.Builds);
        Run();
        Assert.Equal(2, sdk.Builds);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("infra/README.md")]
    [InlineData("tests/New.cs")]
    [InlineData("artifacts/prod/plan.json")]
    [InlineData("build/kernel/bin/Debug/Old.dll")]
    [InlineData("build/kernel/obj/project.assets.json")]
    [InlineData("build/kernel/.#Edited.cs")]
    [InlineData("build/kernel/.Edited.cs.swp")]
    [InlineData(".nuke/parameters.json")]
    public void Does_not_compile_again_for_a_file_that_the_compiler_does_not_read(string file)
    {
        clone.Write(file, "second");
        Run();
        Assert.Equal(1, sdk.Builds);
    }

    [Fact]
    public void Compiles_again_when_a_file_is_removed()
    {
        File.Delete(clone.PathOf("infra/Old.cs"));
        Run();
        Assert.Equal(2, sdk.Builds);
    }

    [Fact]
    public void Compiles_again_when_a_file_of_the_same_size_and_second_takes_the_place_of_another()
    {
        var file = clone.PathOf("build/pipeline/Program.cs");
        var written = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "other");
        File.SetLastWriteTimeUtc(file, written.AddTicks(1));
        Assert.Equal("other", Run());
    }

    [Fact]
    public void Compiles_again_when_the_compiled_program_is_gone()
    {
        File.Delete(Assert.Single(clone.Programs()));
        Assert.Equal("first", Run());
        Assert.Equal(2, sdk.Builds);
    }

    [Fact]
    public void An_edit_during_the_build_is_compiled_at_the_next_start()
    {
        clone.Write("build/pipeline/Program.cs", "second");
        sdk.HoldAfterReading();
        using var launch = Launch.Start(clone, [], sdk.SearchedFirst);
        sdk.AwaitHold();
        clone.Write("build/pipeline/Program.cs", "third!");
        sdk.LetGo();
        Assert.Equal("second\n", launch.WaitForExit().Output);
        Assert.Equal("third!", Run());
        Assert.Equal(3, sdk.Builds);
    }

    [Fact]
    public void A_stale_program_never_runs_after_a_faulty_edit()
    {
        clone.Write("build/pipeline/Program.cs", "BROKEN");
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var launch = Launch.Run(clone, [], sdk.SearchedFirst);
            Assert.Equal(1, launch.ExitCode);
            Assert.Empty(launch.Output);
        }

        clone.Write("build/pipeline/Program.cs", "mended");
        Assert.Equal("mended", Run());
    }

    [Fact]
    public void Prints_each_error_of_the_compiler_once_with_its_path_from_the_root()
    {
        clone.Write("build/pipeline/Program.cs", "BROKEN");
        var launch = Launch.Run(clone, [], sdk.SearchedFirst, variables: new Dictionary<string, string?> { ["GREP_OPTIONS"] = "-v" });
        Assert.Equal(
            """
            build.sh: compiling the pipeline
            build/pipeline/Program.cs(1,7): error CS1002: ; expected
            build.sh: the pipeline does not compile, so nothing was run. All of the compiler's output is in .nuke/temp/build.log.

            """,
            launch.Error);
    }

    [Fact]
    public void Compiles_without_machine_code_where_that_compiler_cannot_be_had_and_does_not_ask_for_it_each_time()
    {
        sdk.HasNoAheadCompiler();
        clone.Write("build/pipeline/Program.cs", "second");
        Assert.Equal("second", Run());
        Assert.Equal(3, sdk.Builds);
        clone.Write("build/pipeline/Program.cs", "third");
        Assert.Equal("third", Run());
        Assert.Equal(4, sdk.Builds);
    }

    [Fact]
    public void Keeps_only_the_newest_programs_and_those_that_are_young()
    {
        for (var edition = 2; edition <= 5; edition++)
        {
            foreach (var folder in Directory.GetDirectories(clone.PathOf(".nuke/temp/bin")))
            {
                Directory.SetLastWriteTimeUtc(folder, Directory.GetLastWriteTimeUtc(folder).AddHours(-1));
            }

            clone.Write("build/pipeline/Program.cs", $"edition {edition}");
            Run();
        }

        Assert.Equal(3, clone.Programs().Length);
        Assert.Equal("edition 5", Run());
        Assert.Equal(5, sdk.Builds);
    }

    [Fact]
    public void Lists_inputs_with_the_tools_of_small_distributions_too()
    {
        var busyBox = new Dictionary<string, string?> { ["OSTYPE"] = "linux-musl" };
        var path = $"{sdk.SearchedFirst}:{Path.GetDirectoryName(SearchPath.Find("stat"))}";
        Launch.Run(clone, [], path, variables: busyBox);
        clone.Write("build/pipeline/Program.cs", "another size");
        Assert.Equal("another size\n", Launch.Run(clone, [], path, variables: busyBox).Output);
        var builds = sdk.Builds;
        Launch.Run(clone, [], path, variables: busyBox);
        Assert.Equal(builds, sdk.Builds);
    }

    public void Dispose()
    {
        clone.Dispose();
        sdk.Dispose();
    }

    private string Run()
    {
        var launch = Launch.Run(clone, [], sdk.SearchedFirst);
        Assert.True(launch.ExitCode == 0, launch.Error);
        return launch.Output.TrimEnd('\n');
    }
}
