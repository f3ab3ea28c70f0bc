using System.Security.Cryptography;

namespace TutorPipeline.Model;

/// <summary>
/// Makes passwords with the system's cryptographic generator. Every one begins with a letter and holds nothing but
/// <c>A-Z a-z 0-9 _ . -</c>, because Tutor's templates insert passwords unescaped into YAML, shell and URLs.
/// </summary>
public static class SecretGenerator
{
    /// <summary>The shortest password that is made; 12 characters have at least 71 bits.</summary>
    public const int ShortestLength = 12;

    /// <summary>The longest password that is made.</summary>
    public const int LongestLength = 4096;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const string Alphanumeric = Letters + "0123456789";

    private const string All = Alphanumeric + "_.-";

    /// <summary>
    /// Makes a password from the whole alphabet: log2(52) + (length - 1) · log2(65) bits of entropy; 96 bits for 16 characters.
    /// </summary>
    /// <param name="length">The number of characters; 12 to 4096.</param>
    /// <returns>The password.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of range.</exception>
    public static Secret Password(int length) => Make(length, All);

    /// <summary>
    /// Makes a password of letters and digits alone, for what takes no other characters (an ElastiCache token, a DocumentDB user):
    /// log2(52) + (length - 1) · log2(62) bits of entropy; 95 bits for 16 characters.
    /// </summary>
    /// <param name="length">The number of characters; 12 to 4096.</param>
    /// <returns>The password.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of range.</exception>
    public static Secret AlphanumericPassword(int length) => Make(length, Alphanumeric);

    /// <summary>Makes an RSA key.</summary>
    /// <param name="bits">The size; 2048 or more.</param>
    /// <returns>The private key as PKCS#1 PEM, which is what Tutor keeps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is too small.</exception>
    public static Secret RsaKey(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2048);
        using var key = RSA.Create(bits);
        return new Secret(key.ExportRSAPrivateKeyPem());
    }

    private static Secret Make(int length, string alphabet)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, ShortestLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, LongestLength);
        return new Secret(RandomNumberGenerator.GetString(Letters, 1) + RandomNumberGenerator.GetString(alphabet, length - 1));
    }
}
