namespace TutorPipeline.Model.Values;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearestNames
{
    /// <summary>The names that differ least, at most three, nearest first; none when all differ too much.</summary>
    public static IReadOnlyList<string> To(string text, IEnumerable<string> names)
    {
        var near = new List<(int Distance, string Name)>();
        foreach (var name in names)
        {
            var distance = Distance(text, name);
            if (distance <= Math.Max(2, text.Length / 3))
            {
                near.Add((distance, name));
            }
        }

        near.Sort();
        return [.. near.Take(3).Select(n => n.Name)];
    }

    // Levenshtein's distance, one row at a time.
    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
