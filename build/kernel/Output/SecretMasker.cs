using System.Text;

namespace TutorPipeline.Kernel.Output;

/// <summary>
/// Replaces every known secret, in each form it is likely to be printed in, by <see cref="Replacement"/>. Safe for use by several
/// threads; text passes untouched and without a copy while no secret is known.
/// </summary>
/// <remarks>
/// A secret of one to three characters is masked only where it stands alone, between characters that are neither letters nor digits:
/// replaced everywhere it would shred the output and thereby be told. Encoded forms and single lines are masked from four characters on.
/// </remarks>
internal sealed class SecretMasker
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Replacement = "***";

    /// <summary>From this length on a secret is masked inside of words too.</summary>
    public const int ShortestInsideWords = 4;

    private readonly Lock gate = new();
    private readonly List<string> secrets = [];
    private readonly List<Action<string>> subscribers = [];
    private volatile string[] needles = [];

    /// <summary>Masks a text from now on. An empty or blank text is no secret.</summary>
    public void Add(string secret)
    {
        if (string.IsNullOrWhiteSpace(secret))
            return;
        lock (gate)
        {
            if (secrets.Contains(secret))
                return;
            secrets.Add(secret);
            needles = Merge(needles, SecretForms.Of(secret));
            foreach (var subscriber in subscribers)
                subscriber(secret);
        }
    }

    /// <summary>Hands over every secret known and, before <see cref="Add"/> returns, every one to come.</summary>
    public void Subscribe(Action<string> subscriber)
    {
        lock (gate)
        {
            subscribers.Add(subscriber);
            foreach (var secret in secrets)
                subscriber(secret);
        }
    }

    /// <summary>Stops handing over.</summary>
    public void Unsubscribe(Action<string> subscriber)
    {
        lock (gate)
            subscribers.Remove(subscriber);
    }

    /// <summary>The text without secrets. Occurrences that overlap become one mask, so that no tail of one is left over.</summary>
    public string Mask(string text)
    {
        var known = needles;
        if (known.Length == 0 || text.Length == 0)
            return text;
        List<(int Start, int End)>? hits = null;
        foreach (var needle in known)
            Find(text, needle, ref hits);
        return hits is null ? text : Replace(text, hits);
    }

    private static void Find(string text, string needle, ref List<(int Start, int End)>? hits)
    {
        var at = text.IndexOf(needle, StringComparison.Ordinal);
        while (at >= 0)
        {
            if (needle.Length >= ShortestInsideWords || StandsAlone(text, at, needle.Length))
                (hits ??= []).Add((at, at + needle.Length));
            at = at + 1 < text.Length ? text.IndexOf(needle, at + 1, StringComparison.Ordinal) : -1;
        }
    }

    private static bool StandsAlone(string text, int start, int length) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
        && (start + length == text.Length || !char.IsLetterOrDigit(text[start + length]));

    private static string Replace(string text, List<(int Start, int End)> hits)
    {
        hits.Sort();
        var result = new StringBuilder(text.Length);
        var written = 0;
        for (var i = 0; i < hits.Count;)
        {
            var (start, end) = hits[i];
            for (i++; i < hits.Count && hits[i].Start < end; i++)
                end = Math.Max(end, hits[i].End);
            result.Append(text, written, start - written).Append(Replacement);
            written = end;
        }

        return result.Append(text, written, text.Length - written).ToString();
    }

    private static string[] Merge(string[] known, HashSet<string> added)
    {
        added.UnionWith(known);
        string[] merged = [.. added];
        Array.Sort(merged, static (a, b) => a.Length != b.Length ? b.Length - a.Length : string.CompareOrdinal(a, b));
        return merged;
    }
}
