namespace TutorPipeline.Backups.Manifests;

/// <summary>What a complete backup says of itself. It is uploaded last, as <c>manifest.json</c>: its presence means complete.</summary>
/// <param name="Version">The version of this form, 1.</param>
/// <param name="Id">The backup's id, such as <c>20261123-0800</c>.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Namespace">The environment's namespace.</param>
/// <param name="Retention">How long it is kept: <c>daily</c> or <c>monthly</c>.</param>
/// <param name="Started">When the dump of the first member was begun, in UTC: what was written before is in it.</param>
/// <param name="Ended">When the last member was there, in UTC.</param>
/// <param name="Release">The release that ran, as its number; null when none is known.</param>
/// <param name="Image">The digest of the platform's image, <c>sha256:…</c>; null when none is known.</param>
/// <param name="Program">The version of the program that took it.</param>
/// <param name="Key">The ARN of the KMS key that its objects are encrypted with.</param>
/// <param name="Members">The members, MySQL's first.</param>
public sealed record BackupManifest(
    int Version, string Id, string Environment, string Namespace, string Retention, DateTimeOffset Started, DateTimeOffset Ended,
    int? Release, string? Image, string Program, string Key, IReadOnlyList<BackupMember> Members)
{
    /// <summary>The object's name.</summary>
    public const string FileName = "manifest.json";
}

/// <summary>One dump.</summary>
/// <param name="Name">The object's name: <c>mysql.sql.zst</c> or <c>mongodb.archive.zst</c>.</param>
/// <param name="Engine"><c>mysql</c> or <c>mongodb</c>.</param>
/// <param name="Server">The server's own version, such as <c>8.4.3</c> or <c>10.11.14-MariaDB</c>.</param>
/// <param name="Tool">The first line of the dump tool's <c>--version</c>.</param>
/// <param name="Size">The object's size in bytes, compressed.</param>
/// <param name="Sha256">The SHA-256 of the object's bytes, 64 hexadecimal digits.</param>
/// <param name="DecodedSize">The dump's size in bytes.</param>
/// <param name="Sets">Its tables or collections, by database and name; tables without rows, too, views not.</param>
public sealed record BackupMember(
    string Name, string Engine, string Server, string Tool, long Size, string Sha256, long DecodedSize, IReadOnlyList<BackupSet> Sets)
{
    /// <summary>The name of MySQL's member.</summary>
    public const string MySql = "mysql.sql.zst";

    /// <summary>The name of MongoDB's member.</summary>
    public const string MongoDb = "mongodb.archive.zst";
}

/// <summary>A table or a collection.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows or documents, counted as the dump streamed.</param>
/// <param name="Before">What the source itself counted just before; null when it could not be asked.</param>
/// <param name="After">What the source itself counted just after; null when it could not be asked.</param>
/// <param name="Digest">The <see cref="RowDigest"/> of the rows as they stand in the dump, 32 hexadecimal digits.</param>
public sealed record BackupSet(string Database, string Name, long Rows, long? Before, long? After, string Digest)
{
    /// <summary>Database and name, as findings write them.</summary>
    public string FullName => $"{Database}.{Name}";
}
