namespace TutorPipeline.Rehearsal.Services;

/// <summary>Programs of this machine.</summary>
internal static class Programs
{
    /// <summary>The folders of PATH.</summary>
    public static string[] Folders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Where a program of PATH is, or null.</summary>
    public static string? FullPath(string program) => FirstIn(Folders, program);

    /// <summary>Where a program is in these folders, or null.</summary>
    public static string? FirstIn(IEnumerable<string> folders, string program) =>
        folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
