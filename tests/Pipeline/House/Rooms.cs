namespace TutorPipeline.Tests.House;

/// <summary>Each line of code knows its room.</summary>
public static class Rooms
{
    /// <summary>Where each tool's own types may be named; a folder owns its tool.</summary>
    private static readonly (string Namespace, string[] Folders)[] Owners =
    [
        ("CliWrap", ["build/pipeline/Processes/", "tests/"]),
        ("k8s", ["tutor/Cluster/", "tests/"]),
        ("Docker.DotNet", ["tutor/Engine/", "tests/"]),
        ("Amazon", ["tutor/Registry/", "tutor/Backups/", "infra/Access/", "infra/Calls/", "infra/Engines/State/", "tutor/Cluster/", "tests/"]),
        ("Octokit", ["build/pipeline/GitHub/", "tests/"]),
        ("TutorPipeline.Kernel.Additions", ["build/kernel/", "build/pipeline/Engine.cs", "build/pipeline/Build.cs", "tests/"]),
    ];

    [Fact]
    public static void No_file_is_longer_than_350_lines()
    {
        var long_ = Repository.SourceFiles().Where(f => File.ReadLines(Path.Combine(Repository.Root, f)).Count() > 350);
        Assert.Empty(long_);
    }

    [Fact]
    public static void Most_files_are_shorter_than_100_lines()
    {
        var lengths = Repository.SourceFiles().Select(f => File.ReadLines(Path.Combine(Repository.Root, f)).Count()).Order().ToList();
        Assert.True(lengths[lengths.Count / 2] <= 100, $"The median file has {lengths[lengths.Count / 2]} lines.");
    }

    [Fact]
    public static void Processes_are_started_in_one_folder()
    {
        var starters = Repository.SourceFiles()
            .Where(f => !f.StartsWith("tests/", StringComparison.Ordinal))
            .Where(f => Mentions(f, "Process.Start(") || Mentions(f, "new ProcessStartInfo") || Mentions(f, "Cli.Wrap("));
        Assert.All(starters, f => Assert.StartsWith("build/pipeline/Processes/", f, StringComparison.Ordinal));
        Assert.NotEmpty(starters);
    }

    [Fact]
    public static void A_tools_own_types_stop_at_the_folder_that_owns_the_tool()
    {
        var trespassers =
            from file in Repository.SourceFiles()
            from owner in Owners
            where Mentions(file, $"using {owner.Namespace};") || Mentions(file, $"using {owner.Namespace}.")
            where !owner.Folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))
            select $"{file} uses {owner.Namespace}";
        Assert.Empty(trespassers);
    }

    [Fact]
    public static void Targets_are_a_table_of_contents()
    {
        foreach (var file in Repository.SourceFiles().Where(f => f.StartsWith("build/pipeline/Components/", StringComparison.Ordinal)))
        {
            string[] forbidden = ["File.", "Directory.", "HttpClient", "Console.", "Process.", "Environment."];
            Assert.All(forbidden, word => Assert.False(Mentions(file, word), $"{file} does work of its own: {word}"));
        }
    }

    [Fact]
    public static void Production_code_has_no_swallowed_and_no_untyped_exception()
    {
        foreach (var file in Repository.SourceFiles().Where(f => !f.StartsWith("tests/", StringComparison.Ordinal)))
        {
            string[] forbidden = ["throw new Exception(", "NotImplementedException", "Thread.Sleep(", "#region"];
            Assert.All(forbidden, word => Assert.False(Mentions(file, word), $"{file} has {word}"));
        }
    }

    private static bool Mentions(string file, string text) =>
        File.ReadAllText(Path.Combine(Repository.Root, file)).Contains(text, StringComparison.Ordinal);
}
