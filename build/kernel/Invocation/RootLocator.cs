namespace TutorPipeline.Kernel.Invocation;

/// <summary>Finds the repository's root: the folder that holds <c>.nuke</c>.</summary>
internal static class RootLocator
{
    /// <summary>The folder that marks the root and holds the parameter files.</summary>
    public const string Marker = ".nuke";

    /// <summary>Finds the root; the fault says what to do when there is none.</summary>
    /// <param name="rootOption">The value of <c>--root</c>: empty for the current folder, null when it was not given.</param>
    /// <param name="currentDirectory">Where the program was called.</param>
    /// <param name="programDirectory">Where the program lies.</param>
    /// <param name="fault">The fault; null when the root was found.</param>
    public static AbsolutePath? Find(string? rootOption, string currentDirectory, string programDirectory, out string? fault)
    {
        fault = null;
        if (rootOption is not null)
        {
            var path = rootOption.Contains('\0', StringComparison.Ordinal) ? null : Path.GetFullPath(rootOption, currentDirectory);
            if (path is not null && Directory.Exists(path))
            {
                return AbsolutePath.Create(path);
            }

            fault = $"--root: {Quoted.Value(rootOption)} is not an existing folder.";
            return null;
        }

        var root = Upward(currentDirectory) ?? Upward(programDirectory);
        if (root is not null)
        {
            return AbsolutePath.Create(root);
        }

        fault = $"There is no {Marker} folder in {Quoted.Value(currentDirectory)} or above it, nor above the program itself; "
                + "call it inside the repository, or name the repository's folder with --root PATH.";
        return null;
    }

    private static string? Upward(string start)
    {
        for (var folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, Marker)))
            {
                return folder;
            }
        }

        return null;
    }
}
