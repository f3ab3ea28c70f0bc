namespace TutorPipeline.Model.Values;

/// <summary>One field of a cron expression.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Lowest">Its smallest number.</param>
/// <param name="Highest">Its largest number.</param>
/// <param name="Words">The names that may stand for numbers, from the lowest on.</param>
internal sealed record CronField(string Name, int Lowest, int Highest, IReadOnlyList<string> Words)
{
    /// <summary>What may stand in it.</summary>
    public string Allowed
    {
        get
        {
            var names = Words.Count > 0 ? $" or names from {Words[0]} to {Words[^1]}" : string.Empty;
            return $"give *, or numbers from {Lowest} to {Highest}{names}, as lists, ranges or steps";
        }
    }

    /// <summary>Whether a text may stand in it.</summary>
    public bool Accepts(string text)
    {
        foreach (var part in text.Split(','))
        {
            if (!AcceptsPart(part))
            {
                return false;
            }
        }

        return true;
    }

    private bool AcceptsPart(string part)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && Characters.WholeNumber(part.AsSpan(slash + 1), Highest) is not > 0)
        {
            return false;
        }

        var range = slash >= 0 ? part[..slash] : part;
        if (range == "*")
        {
            return true;
        }

        var dash = range.IndexOf('-', StringComparison.Ordinal);
        return dash < 0
            ? Number(range) is not null
            : Number(range[..dash]) is { } from && Number(range[(dash + 1)..]) is { } to && from <= to;
    }

    private int? Number(string text)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            if (Words[i].Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return Lowest + i;
            }
        }

        return Characters.WholeNumber(text, Highest) is { } number && number >= Lowest ? number : null;
    }
}
