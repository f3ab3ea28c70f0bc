namespace TutorPipeline.Kernel.Execution;

/// <summary>Makes sure, before anything starts, that results can be written.</summary>
internal static class ArtifactsFolder
{
    /// <summary>
    /// Adds a fault when the folder cannot be written. It is made only when nothing else is wrong: a refused call leaves nothing behind.
    /// </summary>
    public static void Check(AbsolutePath folder, AbsolutePath root, List<string> faults)
    {
        if (InTheWay(folder) is { } file)
        {
            faults.Add(Fault(folder, root, $"'{Path.GetRelativePath(root, file)}' is a file."));
            return;
        }

        if (faults.Count > 0)
            return;
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                folder / $".probe-{Environment.ProcessId}", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1,
                FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(Fault(folder, root, exception.Message));
        }
    }

    private static string? InTheWay(AbsolutePath folder)
    {
        for (var path = folder; path is not null; path = path.Parent)
        {
            if (File.Exists(path))
                return path;
            if (Directory.Exists(path))
                return null;
        }

        return null;
    }

    private static string Fault(AbsolutePath folder, AbsolutePath root, string reason) =>
        $"The folder {Path.GetRelativePath(root, folder)} cannot be written: {reason} "
        + "Results, logs and plans go there; make it writable or remove what is in the way.";
}
