namespace TutorPipeline.Model;

/// <summary>
/// Where the platform's passwords and keys are kept. Values leave it only as <see cref="Secret"/>, and no failure shows one.
/// </summary>
public interface ISecretStore
{
    /// <summary>Reads one record.</summary>
    /// <param name="address">Which one.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The record, or null when it or its namespace is not there.</returns>
    /// <exception cref="SecretStoreException">The store cannot be reached, or refuses.</exception>
    Task<SecretRecord?> ReadAsync(SecretAddress address, CancellationToken cancellationToken);

    /// <summary>Reads all records of a namespace.</summary>
    /// <param name="namespaceName">The namespace, an RFC 1123 label.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records in the order of their names, and whether there is such a namespace.</returns>
    /// <exception cref="SecretStoreException">The store cannot be reached, or refuses.</exception>
    Task<SecretList> ListAsync(string namespaceName, CancellationToken cancellationToken);

    /// <summary>Makes a record, and its namespace when that is not there. A record that exists is left as it is.</summary>
    /// <param name="record">The record; its <see cref="SecretRecord.Version"/> is not used.</param>
    /// <param name="cancellationToken">Ends the waiting; what was made stays.</param>
    /// <returns>The record as it is stored now, and whether this call made it.</returns>
    /// <exception cref="SecretStoreException">The store cannot be reached, or refuses.</exception>
    Task<SecretCreation> CreateIfAbsentAsync(SecretRecord record, CancellationToken cancellationToken);

    /// <summary>Writes the record's keys and annotations over those stored, if the stored record is still the version that was read.
    /// Keys and annotations that the record does not name stay.</summary>
    /// <param name="record">The record, with the <see cref="SecretRecord.Version"/> it was read with.</param>
    /// <param name="cancellationToken">Ends the waiting; what was written stays.</param>
    /// <returns>The record as it is stored now.</returns>
    /// <exception cref="ArgumentException">The record has no version.</exception>
    /// <exception cref="SecretConflictException">Somebody changed or removed the record since it was read.</exception>
    /// <exception cref="SecretStoreException">The store cannot be reached, or refuses.</exception>
    Task<SecretRecord> ReplaceAsync(SecretRecord record, CancellationToken cancellationToken);
}
