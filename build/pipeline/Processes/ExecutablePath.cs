namespace TutorPipeline.Processes;

/// <summary>Finds programs as the system does.</summary>
internal static class ExecutablePath
{
    private static readonly string[] Suffixes = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", string.Empty] : [string.Empty];

    /// <summary>The full path of an executable, or null.</summary>
    public static string? Find(string tool)
    {
        if (tool.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0)
        {
            return IsExecutable(tool) ? Path.GetFullPath(tool) : null;
        }

        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var suffix in Suffixes)
            {
                var candidate = Path.Combine(folder, tool + suffix);
                if (IsExecutable(candidate))
                {
                    return Path.GetFullPath(candidate);
                }
            }
        }

        return null;
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
