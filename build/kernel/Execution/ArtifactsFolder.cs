namespace TutorPipeline.Kernel.Execution;

/// <summary>Makes sure, before anything starts, that results can be written.</summary>
internal static class ArtifactsFolder
{
    public static void Check(AbsolutePath folder, AbsolutePath root, List<string> faults)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                folder / $".probe-{Environment.ProcessId}", FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(
                $"The folder {Path.GetRelativePath(root, folder)} cannot be written: {exception.Message} "
                + "Results, logs and plans go there; make it writable or remove what is in the way.");
        }
    }
}
