using System.Globalization;
using System.IO.Hashing;

namespace TutorPipeline.Backups.Manifests;

/// <summary>
/// A digest of rows that does not depend on their order: the sum of the XXH128 of each (https://xxhash.com), modulo 2^128. A missing, added
/// or changed row changes it; it is no defence against somebody who means to deceive.
/// </summary>
public struct RowDigest : IEquatable<RowDigest>
{
    private UInt128 sum;

    /// <summary>Adds one row.</summary>
    /// <param name="row">Its bytes, as they stand in the dump.</param>
    public void Add(ReadOnlySpan<byte> row) => sum = unchecked(sum + XxHash128.HashToUInt128(row));

    /// <summary>Adds the rows of another digest.</summary>
    /// <param name="other">The other.</param>
    public void Add(RowDigest other) => sum = unchecked(sum + other.sum);

    /// <inheritdoc/>
    public readonly bool Equals(RowDigest other) => sum == other.sum;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is RowDigest other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => sum.GetHashCode();

    /// <summary>Thirty-two hexadecimal digits.</summary>
    /// <returns>The text.</returns>
    public override readonly string ToString() => sum.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Whether two digests are of the same rows.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(RowDigest left, RowDigest right) => left.Equals(right);

    /// <summary>Whether two digests are of different rows.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(RowDigest left, RowDigest right) => !left.Equals(right);
}
