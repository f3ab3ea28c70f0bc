namespace TutorPipeline.Launcher.Tests;

/// <summary>Search paths that hold what build.sh may use, and nothing else.</summary>
internal static class SearchPath
{
    private static readonly string[] Needed =
    [
        "awk", "bash", "cat", "chmod", "cksum", "dirname", "env", "find", "grep", "ln", "ls", "mkdir", "mv", "ps",
        "readlink", "rm", "rmdir", "sed", "sleep", "tail", "touch", "tr",
    ];

    private static readonly Lazy<string> Bare = new(() => Link(Needed));
    private static readonly Lazy<string> Full = new(() => Link([.. Needed, "curl", "flock"]));

    /// <summary>No SDK, nothing to download with, no flock (as on macOS).</summary>
    public static string WithoutFlock => Bare.Value;

    /// <summary>No SDK.</summary>
    public static string WithFlock => Full.Value;

    /// <summary>The real SDK's <c>dotnet</c>.</summary>
    public static string DotNet { get; } = Find("dotnet");

    public static string Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException($"These tests need '{tool}' on PATH.");

    private static string Link(string[] tools)
    {
        var folder = Directory.CreateTempSubdirectory("search-path-").FullName;
        foreach (var tool in tools)
        {
            File.CreateSymbolicLink(Path.Combine(folder, tool), Find(tool));
        }

        return folder;
    }
}
