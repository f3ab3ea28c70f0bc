using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>Compares a Secret that is there with what it should be.</summary>
internal static class SecretComparison
{
    /// <summary>The keys that can be written now and are missing, or whose followed value is another.</summary>
    public static IReadOnlyList<KeyDefinition> ToWrite(IReadOnlyList<KeyDefinition> keys, SecretRecord? found)
    {
        var wanted = new List<KeyDefinition>();
        foreach (var key in keys)
        {
            if (IsKnown(key) && (found is null || !found.Has(key.Key) || IsOutdated(key, found)))
            {
                wanted.Add(key);
            }
        }

        return wanted;
    }

    public static Change Describe(
        SecretAddress address, SecretDefinition definition, SecretRecord? found, IReadOnlyList<KeyDefinition> written)
    {
        var later = definition.Keys.Where(k => !IsKnown(k) && found?.Has(k.Key) != true).ToList();
        if (written.Count == 0)
        {
            return new Change(ChangeKind.Skip, Subject(address), later.Count == 0 ? "every key is there" : Words(later));
        }

        var words = written.Select(k => found?.Has(k.Key) == true ? $"{k.Key} (follows the settings)" : Word(k));
        return new Change(
            found is null ? ChangeKind.Create : ChangeKind.Update, Subject(address), string.Join(", ", words.Concat(later.Select(Word))));
    }

    public static Change DescribeUnseen(SecretAddress address, SecretDefinition definition) =>
        new(ChangeKind.Unknown, Subject(address), "made if it is not there: " + Words(definition.Keys));

    /// <summary>Passwords that break Tutor's templates, as they may come from other tools.</summary>
    public static IEnumerable<string> UnfitKeys(SecretDefinition definition, SecretRecord found)
    {
        foreach (var key in definition.Keys)
        {
            if (key.Source is GeneratedKey { IsPassword: true } && found.Keys.TryGetValue(key.Key, out var value) && !IsFit(value.Reveal()))
            {
                yield return key.Key;
            }
        }
    }

    private static bool IsKnown(KeyDefinition key) => key.Source is not AwaitedKey { Value: null };

    private static bool IsOutdated(KeyDefinition key, SecretRecord found)
    {
        var value = key.Source switch
        {
            KnownKey { IsFollowed: true } known => known.Value,
            AwaitedKey awaited => awaited.Value,
            _ => null,
        };
        return value is not null && !(found.Keys.TryGetValue(key.Key, out var stored) && stored.Reveal() == value);
    }

    private static bool IsFit(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static string Subject(SecretAddress address) => $"secret/{address}";

    private static string Words(IEnumerable<KeyDefinition> keys) => string.Join(", ", keys.Select(Word));

    private static string Word(KeyDefinition key) => $"{key.Key} ({key.Source.Description})";
}
