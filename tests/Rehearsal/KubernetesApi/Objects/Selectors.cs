using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Label and field selectors of lists, watches and collection deletes.</summary>
internal sealed class Selectors
{
    private readonly List<Func<JsonObject, bool>> terms = [];

    private Selectors()
    {
    }

    public static Selectors Parse(string? labels, string? fields)
    {
        var selectors = new Selectors();
        foreach (var term in SplitTerms(labels))
        {
            selectors.terms.Add(Label(term.Trim()));
        }

        foreach (var term in SplitTerms(fields))
        {
            selectors.terms.Add(Field(term.Trim()));
        }

        return selectors;
    }

    public bool Match(JsonObject value) => terms.TrueForAll(t => t(value));

    /// <summary>Splits at commas, but not inside the parentheses of <c>key in (a,b)</c>.</summary>
    private static IEnumerable<string> SplitTerms(string? selector)
    {
        var (start, depth) = (0, 0);
        var text = selector ?? "";
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                if (i > start)
                {
                    yield return text[start..i];
                }

                start = i + 1;
            }
            else
            {
                depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            }
        }
    }

    private static Func<JsonObject, bool> Label(string term)
    {
        string? Value(JsonObject o, string key) => (string?)(o["metadata"]?["labels"]?[key]);
        foreach (var (word, wanted) in new[] { (" notin ", false), (" in ", true) })
        {
            var at = term.IndexOf(word, StringComparison.Ordinal);
            if (at > 0)
            {
                var key = term[..at].Trim();
                var values = term[(at + word.Length)..].Trim().Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
                return o => (Value(o, key) is { } v && values.Contains(v)) == wanted;
            }
        }

        if (Comparison(term) is var (name, value, equal))
        {
            return o => (Value(o, name) == value) == equal;
        }

        return term.StartsWith('!') ? o => Value(o, term[1..]) is null : o => Value(o, term) is not null;
    }

    private static Func<JsonObject, bool> Field(string term)
    {
        if (Comparison(term) is not var (path, value, equal))
        {
            throw ApiException.BadRequest($"invalid selector: '{term}'; can't understand '{term}'");
        }

        return o =>
        {
            JsonNode? node = o;
            foreach (var part in path.Split('.'))
            {
                node = (node as JsonObject)?[part];
            }

            return ((node?.ToString() ?? "") == value) == equal;
        };
    }

    private static (string Name, string Value, bool Equal)? Comparison(string term)
    {
        foreach (var (sign, equal) in new[] { ("!=", false), ("==", true), ("=", true) })
        {
            var at = term.IndexOf(sign, StringComparison.Ordinal);
            if (at > 0)
            {
                return (term[..at].Trim(), term[(at + sign.Length)..].Trim(), equal);
            }
        }

        return null;
    }
}
