namespace TutorPipeline.Kernel.Output;

/// <summary>Writes a file so that its readers see the old one or the new one, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file under another name, then renames. What is left of a failed attempt is removed.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
