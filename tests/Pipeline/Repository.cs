namespace TutorPipeline.Tests;

/// <summary>The repository these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Read(params string[] parts) => File.ReadAllText(Path.Combine([Root, .. parts]));

    /// <summary>Every hand-written C# file, as a path relative to the root with forward slashes.</summary>
    public static IEnumerable<string> SourceFiles() => Directory
        .EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
        .Where(f => !IsDerived(f) && !f.EndsWith(".g.cs", StringComparison.Ordinal));

    public static bool IsDerived(string relative) =>
        relative.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "temp" or ".git" or ".terraform");

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "TutorPipeline.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests do not stand in the repository: no TutorPipeline.sln above " + AppContext.BaseDirectory);
    }
}
