namespace TutorPipeline.Kernel.Invocation;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Suggestion
{
    private const int ShortestPrefix = 3;

    /// <summary>
    /// The candidate nearest to the word, by Damerau-Levenshtein distance of the names without case and dashes, or one that
    /// begins with the word; null when none is near. Equally near ones: the first.
    /// </summary>
    public static string? For(string word, IEnumerable<string> candidates)
    {
        var wanted = Simplify(word);
        string? best = null;
        var bestScore = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var score = Score(wanted, Simplify(candidate));
            if (score < bestScore)
            {
                best = candidate;
                bestScore = score;
            }
        }

        return best;
    }

    /// <summary>The sentence <c> Did you mean 'x'?</c> with its leading blank, or nothing.</summary>
    public static string Sentence(string word, IEnumerable<string> candidates) =>
        For(word, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : string.Empty;

    // Small edits come first; a word that was not written to its end comes after all of them, the shortest completion first.
    private static int Score(string wanted, string candidate)
    {
        if (wanted.Length == 0)
        {
            return int.MaxValue;
        }

        var threshold = Math.Max(1, Math.Min(3, Math.Min(wanted.Length, candidate.Length) / 3));
        if (Math.Abs(wanted.Length - candidate.Length) <= threshold)
        {
            var distance = Distance(wanted, candidate);
            if (distance <= threshold)
            {
                return distance;
            }
        }

        return wanted.Length >= ShortestPrefix && candidate.StartsWith(wanted, StringComparison.Ordinal)
            ? 10 + candidate.Length
            : int.MaxValue;
    }

    private static string Simplify(string name) => ParameterName.Normalise(name.Replace('–', '-').Replace('—', '-'));

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.</summary>
    internal static int Distance(string left, string right)
    {
        var beforeLast = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replace = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }
}
