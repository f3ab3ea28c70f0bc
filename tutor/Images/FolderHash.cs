using System.Security.Cryptography;
using System.Text;

namespace TutorPipeline.Tutor.Images;

/// <summary>A file as far as it counts for a hash.</summary>
/// <param name="Name">Its path from the folder, with forward slashes.</param>
/// <param name="Hash">SHA-256 of its kind and content, 64 hexadecimal digits.</param>
public sealed record HashedFile(string Name, string Hash);

/// <summary>
/// The hash of all files below a folder: names, executable bits, link targets and contents, in the order of names. Times and owners do not
/// count, and neither do folders without files, as in git.
/// </summary>
public static class FolderHash
{
    private const int ChunkSize = 128 * 1024;

    /// <summary>Hashes a folder as a whole, one file at a time.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>SHA-256 as 64 hexadecimal digits.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<string> OfAsync(string folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Files(folder))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{await OfFileAsync(folder, name, cancellationToken)}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hashes every file below a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The files in the order of names.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<IReadOnlyList<HashedFile>> OfFilesAsync(string folder, CancellationToken cancellationToken)
    {
        var files = new List<HashedFile>();
        foreach (var name in Files(folder))
        {
            files.Add(new HashedFile(name, await OfFileAsync(folder, name, cancellationToken)));
        }

        return files;
    }

    /// <summary>Every file and link below a folder but those of git itself, by path with forward slashes, in ordinal order.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The paths.</returns>
    public static IReadOnlyList<string> Files(string folder)
    {
        var names = new List<string>();
        Collect(new DirectoryInfo(folder), string.Empty, names);
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static async Task<string> OfFileAsync(string folder, string name, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = new FileInfo(Path.Combine(folder, name));
        if (file.LinkTarget is { } target)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"link\0{target}"));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        hash.AppendData(IsExecutable(file) ? "program\0"u8 : "file\0"u8);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            var stream = file.OpenRead();
            await using (stream)
            {
                int read;
                while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    hash.AppendData(buffer, 0, read);
                }
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Collect(DirectoryInfo folder, string prefix, List<string> names)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo inner && inner.LinkTarget is null)
            {
                if (entry.Name != ".git")
                {
                    Collect(inner, $"{prefix}{entry.Name}/", names);
                }
            }
            else
            {
                names.Add(prefix + entry.Name);
            }
        }
    }

    private static bool IsExecutable(FileInfo file) =>
        !OperatingSystem.IsWindows() && (file.UnixFileMode & UnixFileMode.UserExecute) != 0;
}
