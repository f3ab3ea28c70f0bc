using TutorPipeline.Model;

namespace TutorPipeline.Backups.Reading;

/// <summary>
/// Takes a decoded dump's bytes in order, in pieces of any size, and finds what is in it: while a backup is taken and while it is read back,
/// so that both count alike. It keeps counts only, never the dump.
/// </summary>
public interface IDumpScanner
{
    /// <summary>Takes the next bytes.</summary>
    /// <param name="bytes">The bytes; not kept after the call.</param>
    /// <exception cref="DumpDamagedException">They cannot stand in a dump at this place.</exception>
    void Scan(ReadOnlySpan<byte> bytes);

    /// <summary>Ends the dump.</summary>
    /// <returns>What was in it.</returns>
    /// <exception cref="DumpDamagedException">The dump is not complete.</exception>
    DumpContents End();
}

/// <summary>What a dump holds.</summary>
/// <param name="Server">The server's version as the dump names it, such as <c>8.4.3</c>; null when it does not.</param>
/// <param name="Bytes">The decoded size in bytes.</param>
/// <param name="Sets">Its tables or collections, in the order of their full names by ordinal comparison; empty ones, too, views not.</param>
public sealed record DumpContents(string? Server, long Bytes, IReadOnlyList<ScannedSet> Sets);

/// <summary>A table or collection in a dump.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows or documents.</param>
/// <param name="Digest">The <see cref="Manifests.RowDigest"/> of them, as 32 hexadecimal digits.</param>
public sealed record ScannedSet(string Database, string Name, long Rows, string Digest);

/// <summary>A dump is damaged or incomplete.</summary>
/// <param name="member">The member, such as <c>mysql.sql.zst</c>.</param>
/// <param name="offset">The offset in the decoded dump, in bytes, at which the fault was seen.</param>
/// <param name="where">In what it was seen, such as <c>table openedx.auth_user</c>; null when in nothing yet.</param>
/// <param name="what">What is wrong there, without the data themselves.</param>
public sealed class DumpDamagedException(string member, long offset, string? where, string what) : PipelineException(
    $"{member} is damaged: at byte {offset} of the decoded dump{(where is null ? string.Empty : $", in {where}")}, {what}. "
    + "Nothing can be restored from it with confidence; use an earlier backup, or run BackupNow for a new one.")
{
    /// <summary>The offset in the decoded dump, in bytes.</summary>
    public long Offset { get; } = offset;

    /// <summary>In what the fault was seen.</summary>
    public string? Where { get; } = where;
}
