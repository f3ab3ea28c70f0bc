namespace TutorPipeline.Launcher.Tests;

/// <summary>Where the launcher under test lies.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A file of <c>tests/Launcher/Fixture</c>.</summary>
    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixture", name);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "TutorPipeline.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository."));
}
