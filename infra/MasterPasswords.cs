using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>A database server's master password, and which one it is, counted from 1.</summary>
/// <param name="Value">The password; null where nobody may look or none was made yet.</param>
/// <param name="Version">Which password it is.</param>
public sealed record MasterPassword(Secret? Value, int Version);

/// <summary>Reads the master passwords of database servers from where they are kept.</summary>
/// <param name="store">Gives the store; null while the cluster that holds it does not exist.</param>
/// <param name="isDryRun">Whether a password may be missing.</param>
public sealed class MasterPasswords(Func<CancellationToken, Task<ISecretStore?>> store, bool isDryRun)
{
    /// <summary>Reads one.</summary>
    /// <param name="address">The record.</param>
    /// <param name="key">The key in it.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The password; in a dry run perhaps without its value.</returns>
    /// <exception cref="MasterPasswordMissingException">It is not there, and this is no dry run.</exception>
    public async Task<MasterPassword> ReadAsync(SecretAddress address, string key, CancellationToken cancellationToken)
    {
        var record = await FindAsync(address, cancellationToken);
        var value = record?.Keys.GetValueOrDefault(key);
        return value is not null || isDryRun
            ? new MasterPassword(value, record?.Rotation ?? 1)
            : throw new MasterPasswordMissingException(address, key);
    }

    private async Task<SecretRecord?> FindAsync(SecretAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return await store(cancellationToken) is { } found ? await found.ReadAsync(address, cancellationToken) : null;
        }
        catch (PipelineException) when (isDryRun)
        {
            // SyncSecrets, which comes before, has said in the same plan why the store does not answer.
            return null;
        }
    }
}

/// <summary>A database server is to be made, and its password is not there.</summary>
/// <param name="address">The record that should hold it.</param>
/// <param name="key">The key in it.</param>
public sealed class MasterPasswordMissingException(SecretAddress address, string key) : PipelineException(
    $"The Secret {address} has no {key}, and without it the server cannot be made. Nothing was changed. Run SyncSecrets first, or leave out "
    + "--skip.");
