namespace TutorPipeline.Model.Backups;

/// <summary>How deeply a backup is verified; each depth contains those before it.</summary>
public enum BackupDepth
{
    /// <summary>It is there, complete, young enough, encrypted, and of a size like the others.</summary>
    Present,

    /// <summary>Every byte was read, decoded, counted and compared with the manifest.</summary>
    Read,

    /// <summary>It was restored into throw-away servers and queried there.</summary>
    Restore,
}
