namespace TutorPipeline.Tutor.Images.Sources;

/// <summary>
/// The committed file that says which commit each branch and tag stood for when somebody looked: <c>tutor/sources.lock.json</c>. One file
/// serves all environments; an entry is found by role, place and name of the ref.
/// </summary>
/// <param name="path">Where it is.</param>
public sealed class SourceLock(string path)
{
    /// <summary>Where it is.</summary>
    public string FilePath => path;

    /// <summary>Insists that sources are what the file says.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>A task that ends when all agree.</returns>
    /// <exception cref="SourceException">One differs or is missing, or the file cannot be read.</exception>
    public async Task CheckAsync(IReadOnlyList<ResolvedSource> sources, CancellationToken cancellationToken)
    {
        var locked = await EntriesAsync(cancellationToken);
        var differences = sources.Where(source => locked.GetValueOrDefault(Key(source))?.Version != source.Version).Select(source =>
            $"{source.Location}{(source.Reference is { } name ? $"@{name}" : string.Empty)} is {source.Version}, and the file has "
            + (locked.TryGetValue(Key(source), out var entry) ? entry.Version : "no entry for it")).ToList();
        if (differences.Count > 0)
        {
            throw SourceException.NotAsLocked(differences);
        }
    }

    /// <summary>What writing these sources would change.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>Each source with what the file has of it now: null for nothing.</returns>
    /// <exception cref="SourceException">The file cannot be read.</exception>
    public async Task<IReadOnlyList<(ResolvedSource Source, string? Before)>> CompareAsync(
        IReadOnlyList<ResolvedSource> sources, CancellationToken cancellationToken)
    {
        var locked = await EntriesAsync(cancellationToken);
        return [.. sources.Select(source => (source, locked.GetValueOrDefault(Key(source))?.Version))];
    }

    /// <summary>Writes these sources and keeps those of other environments.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    /// <returns>A task that ends when the file is there.</returns>
    /// <exception cref="SourceException">The file cannot be read.</exception>
    public async Task WriteAsync(IReadOnlyList<ResolvedSource> sources, CancellationToken cancellationToken)
    {
        var entries = await EntriesAsync(cancellationToken);
        foreach (var source in sources)
        {
            entries[Key(source)] = source;
        }

        var sorted = entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value);
        await new SourcesFile(1, [.. sorted]).WriteAsync(path, cancellationToken);
    }

    private async Task<Dictionary<string, ResolvedSource>> EntriesAsync(CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, ResolvedSource>(StringComparer.Ordinal);
        foreach (var entry in (await SourcesFile.ReadAsync(path, cancellationToken))?.Sources ?? [])
        {
            entries[Key(entry)] = entry;
        }

        return entries;
    }

    private static string Key(ResolvedSource source) => $"{source.Role} {source.Location} {source.Reference}";
}
