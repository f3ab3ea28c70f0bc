using System.Diagnostics;

namespace TutorPipeline.Tests.House;

/// <summary>The repository speaks of the project alone.</summary>
public static class NothingOfThisMachine
{
    [Fact]
    public static void No_committed_file_names_a_path_of_a_build_machine()
    {
        // Put together here so that this file does not name them itself.
        string[] roots = ["/" + "root/", "/" + "work/", "/" + "tmp/wt", "/" + "opt/tf", "/" + "opt/nuget"];
        var offenders =
            from file in TrackedFiles()
            let text = File.ReadAllText(Path.Combine(Repository.Root, file))
            from root in roots
            where text.Contains(root, StringComparison.Ordinal)
            select $"{file} names {root}";
        Assert.Empty(offenders);
    }

    private static IEnumerable<string> TrackedFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"])
        {
            WorkingDirectory = Repository.Root, RedirectStandardOutput = true,
        })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.SkipUnless(git.ExitCode == 0, "This is no git clone; use `git clone` to check what is committed.");
        return output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Repository.Root, f)));
    }
}
