using System.Security.Cryptography;
using System.Text;

namespace TutorPipeline.Tutor.Images.Checks;

/// <summary>Compares installed Python files with those of a source, by the ids that git gives to contents.</summary>
internal static class SourceBlobs
{
    /// <summary>The installed files that are not what the source has at their path; those that the source does not have are left out.</summary>
    /// <param name="folder">The source's folder.</param>
    /// <param name="installed">Blob ids by path from site-packages.</param>
    /// <param name="compared">How many files the source has too.</param>
    public static IReadOnlyList<string> Differences(string folder, IReadOnlyDictionary<string, string> installed, out int compared)
    {
        var source = FolderHash.Files(folder).Where(name => name.EndsWith(".py", StringComparison.Ordinal)).ToList();
        var different = new List<string>();
        compared = 0;
        foreach (var (path, id) in installed)
        {
            // A package lies at the top of a repository, or below a folder such as src.
            var candidates = source.Where(name => name == path || name.EndsWith("/" + path, StringComparison.Ordinal)).ToList();
            if (candidates.Count > 0)
            {
                compared++;
                if (!candidates.Any(name => IdOf(Path.Combine(folder, name)) == id))
                {
                    different.Add(path);
                }
            }
        }

        return different;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security", "CA5350:Do not use weak cryptographic algorithms", Justification = "git names its objects so; nothing is kept safe by it")]
    private static string IdOf(string path)
    {
        var content = File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
    }
}
