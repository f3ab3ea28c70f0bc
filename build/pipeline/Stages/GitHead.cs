namespace TutorPipeline.Stages;

/// <summary>The commit that a repository is at, read from git's own files: a label is not worth a process.</summary>
internal static class GitHead
{
    /// <summary>Reads it.</summary>
    /// <param name="root">The repository's folder.</param>
    /// <returns>The commit id; null when there is none, or it is kept in a way that only git reads.</returns>
    public static string? Of(string root)
    {
        var git = Path.Combine(root, ".git");
        if (!File.Exists(Path.Combine(git, "HEAD")))
        {
            return null;
        }

        var head = File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
        if (!head.StartsWith("ref: ", StringComparison.Ordinal))
        {
            return head;
        }

        var (name, packed) = (head[5..], Path.Combine(git, "packed-refs"));
        var loose = Path.Combine(git, name);
        return File.Exists(loose)
            ? File.ReadAllText(loose).Trim()
            : File.Exists(packed)
                ? File.ReadLines(packed).Select(line => line.Split(' ')).FirstOrDefault(parts => parts.Length == 2 && parts[1] == name)?[0]
                : null;
    }
}
