namespace TutorPipeline.Infra.Model;

/// <summary>
/// A map from text to values; written as <c>new() { ["Name"] = value }</c>. Keys are data and meant exactly as they stand.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class MapValue<T>
    where T : notnull
{
    private readonly List<KeyValuePair<string, Value<T>>> entries = [];
    private readonly AttributePath? path;

    /// <summary>Makes an empty map.</summary>
    public MapValue()
    {
    }

    /// <summary>Makes a map of values that are known now.</summary>
    /// <param name="entries">The entries, in order.</param>
    public MapValue(IEnumerable<KeyValuePair<string, T>> entries) =>
        this.entries.AddRange(entries.Select(entry => KeyValuePair.Create(entry.Key, Value<T>.FromLiteral(entry.Value))));

    internal MapValue(AttributePath path) => this.path = path;

    /// <summary>The keys in the order in which they were set.</summary>
    public IEnumerable<string> Keys => entries.Select(entry => entry.Key);

    /// <summary>What the map is made of.</summary>
    internal Node Node => path is null
        ? new MapNode([.. entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Node))])
        : new ReferenceNode(path);

    /// <summary>The value of a key; of a map that is not known yet, a reference to it.</summary>
    /// <param name="key">The key; not empty.</param>
    /// <exception cref="KeyNotFoundException">The map is known and has no such key.</exception>
    public Value<T> this[string key]
    {
        get
        {
            if (path is not null)
            {
                return new Reference<T>(path.Key(key));
            }

            var index = entries.FindIndex(entry => entry.Key == key);
            return index >= 0
                ? entries[index].Value
                : throw new KeyNotFoundException($"The map has no key '{key}'; it has {string.Join(", ", Keys)}.");
        }

        init
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            entries.RemoveAll(entry => entry.Key == key);
            entries.Add(KeyValuePair.Create(key, value));
        }
    }
}
