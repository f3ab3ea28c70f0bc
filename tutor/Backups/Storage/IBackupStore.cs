using TutorPipeline.Backups.Manifests;
using TutorPipeline.Model.Backups;

namespace TutorPipeline.Backups.Storage;

/// <summary>The backups of one environment, newest last.</summary>
public interface IBackupStore
{
    /// <summary>Lists the backups; incomplete ones, too.</summary>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>What is there, by id.</returns>
    /// <exception cref="Model.PipelineException">The bucket cannot be read.</exception>
    Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads the manifest of a complete backup.</summary>
    /// <param name="id">The backup.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="Model.PipelineException">There is none, it cannot be read, or it is damaged.</exception>
    Task<BackupManifest> ManifestAsync(BackupId id, CancellationToken cancellationToken);

    /// <summary>Opens an object of a backup to be read once from its beginning; interrupted connections are taken up where they broke.</summary>
    /// <param name="id">The backup.</param>
    /// <param name="name">The object, such as <c>mysql.sql.zst</c>.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The bytes as they were uploaded; the caller closes the stream.</returns>
    /// <exception cref="Model.PipelineException">It is not there or cannot be decrypted.</exception>
    Task<Stream> OpenAsync(BackupId id, string name, CancellationToken cancellationToken);
}

/// <summary>A backup as the bucket lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Objects">The size in bytes of each object, by name.</param>
public sealed record StoredBackup(BackupId Id, IReadOnlyDictionary<string, long> Objects)
{
    /// <summary>Whether it has a manifest.</summary>
    public bool IsComplete => Objects.ContainsKey(BackupManifest.FileName);
}
