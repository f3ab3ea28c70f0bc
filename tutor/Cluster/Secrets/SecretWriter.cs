using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>Writes keys into Secrets without ever writing over a value that must stay, also when others write at the same time.</summary>
internal sealed class SecretWriter(ISecretStore store)
{
    private const int MostConflicts = 4;

    /// <summary>Writes a step, again from the start when somebody else was faster.</summary>
    /// <returns>The keys that were written.</returns>
    /// <exception cref="SecretConflictException">Somebody else was faster each time.</exception>
    /// <exception cref="ParentSecretMissingException">A key is shared with a parent environment that has none.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(SecretStep step, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                return await TryWriteAsync(step, cancellationToken);
            }
            catch (SecretConflictException) when (conflicts < MostConflicts)
            {
                // Read again and write what is missing now.
            }
        }
    }

    private async Task<IReadOnlyList<string>> TryWriteAsync(SecretStep step, CancellationToken cancellationToken)
    {
        var found = await store.ReadAsync(step.Address, cancellationToken);
        var keys = SecretComparison.ToWrite(step.Keys, found);
        if (keys.Count == 0)
        {
            return [];
        }

        var values = await ValuesAsync(keys, found, cancellationToken);
        if (found is not null)
        {
            await store.ReplaceAsync(found with { Keys = values, UnreadKeys = [] }, cancellationToken);
            return [.. values.Keys];
        }

        var annotations = new Dictionary<string, string> { [SecretRecord.RotationAnnotation] = "1" };
        var made = await store.CreateIfAbsentAsync(new SecretRecord(step.Address, values, annotations), cancellationToken);
        return made.Created ? [.. values.Keys] : throw new SecretConflictException(step.Address, "it was made in the meantime");
    }

    private async Task<Dictionary<string, Secret>> ValuesAsync(
        IReadOnlyList<KeyDefinition> keys, SecretRecord? found, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, Secret>(found?.Keys ?? new Dictionary<string, Secret>());
        var written = new Dictionary<string, Secret>();
        foreach (var key in keys)
        {
            written[key.Key] = all[key.Key] = key.Source switch
            {
                GeneratedKey generated => generated.Make(),
                KnownKey known => new Secret(known.Value),
                AwaitedKey awaited => new Secret(awaited.Value!),
                DerivedKey derived => derived.Calculate(all),
                CopiedKey copied => await CopyAsync(copied.From, key.Key, cancellationToken),
                _ => throw new InvalidOperationException($"{key.Key} has a source that nobody writes: {key.Source}."),
            };
        }

        return written;
    }

    private async Task<Secret> CopyAsync(SecretAddress from, string key, CancellationToken cancellationToken)
    {
        var parent = await store.ReadAsync(from, cancellationToken);
        return parent is not null && parent.Keys.TryGetValue(key, out var value) ? value
            : throw new ParentSecretMissingException(from, key);
    }
}

/// <summary>An additional environment shares a server with its parent, which has no password for it yet.</summary>
/// <param name="from">The parent's Secret.</param>
/// <param name="key">The missing key.</param>
public sealed class ParentSecretMissingException(SecretAddress from, string key) : PipelineException(
    $"Could not copy {key} from the Secret {from}: it is not there, so the parent environment was not set up yet. "
    + "Run SyncSecrets for the parent environment first (./build.sh SyncSecrets --env <parent>), then this again.");
