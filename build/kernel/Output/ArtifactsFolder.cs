namespace TutorPipeline.Kernel.Output;

/// <summary>Checks before anything starts that a run can leave its files.</summary>
internal static class ArtifactsFolder
{
    /// <summary>Null when files can be written to the folder, which is made when missing; otherwise why not, and what to do.</summary>
    public static string? FaultOf(string rootDirectory, string artifactsDirectory)
    {
        try
        {
            Directory.CreateDirectory(artifactsDirectory);
            var probe = Path.Combine(artifactsDirectory, $".probe.{Environment.ProcessId}.tmp");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var shown = Path.GetRelativePath(rootDirectory, artifactsDirectory).Replace('\\', '/');
            return $"The artifacts folder {shown} cannot be written: {PlainText.OneLine(fault.Message)} "
                + "Move away what stands in its place, or give yourself the right to write there.";
        }
    }
}
