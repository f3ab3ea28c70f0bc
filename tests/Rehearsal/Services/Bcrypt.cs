using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>The only kind of password hash that the registry reads, made by the system's crypt(3).</summary>
internal static partial class Bcrypt
{
    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int SaltLength = 21;

    // crypt(3) answers in a buffer of its own.
    private static readonly Lock OneAtATime = new();

    /// <summary>Hashes at the lowest cost: the registry checks the password at every request, and it guards nothing.</summary>
    /// <exception cref="HarnessException">The system has no crypt(3) that knows bcrypt.</exception>
    public static string Hash(string password)
    {
        var setting = "$2b$04$" + RandomNumberGenerator.GetString(Alphabet, SaltLength) + "u";
        try
        {
            lock (OneAtATime)
            {
                return Marshal.PtrToStringUTF8(Crypt(password, setting)) is { Length: 60 } hash
                    ? hash
                    : throw new HarnessException("The system's crypt(3) does not know bcrypt, in which the registry wants its passwords.");
            }
        }
        catch (DllNotFoundException)
        {
            throw new HarnessException("The registry wants its passwords hashed by crypt(3): 'apt-get install libcrypt1'.");
        }
    }

    [LibraryImport("libcrypt.so.1", EntryPoint = "crypt", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Crypt(string password, string setting);
}
