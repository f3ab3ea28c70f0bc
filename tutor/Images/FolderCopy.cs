namespace TutorPipeline.Tutor.Images;

/// <summary>Copies a folder with its links and executable bits, one file at a time.</summary>
internal static class FolderCopy
{
    /// <summary>Makes a folder a copy of another; what was there before goes.</summary>
    public static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        Directory.CreateDirectory(to);
        foreach (var name in FolderHash.Files(from))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (source, target) = (new FileInfo(Path.Combine(from, name)), Path.Combine(to, name));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (source.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(target, link);
            }
            else
            {
                await Task.Run(() => source.CopyTo(target), cancellationToken);
            }
        }
    }
}
