using TutorPipeline.Model;
using TutorPipeline.Tutor.Images.Sources;

namespace TutorPipeline.Parameters;

/// <summary>Reads what opens private repositories.</summary>
internal static class GitAccessReading
{
    /// <summary>Reads it.</summary>
    /// <param name="p">The parameters.</param>
    /// <returns>The token with its hosts, and the key files by host.</returns>
    /// <exception cref="SshKeyException">A key has no host, or no file.</exception>
    public static GitAccess Read(ISourceParameters p)
    {
        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var given in p.SshKeys)
        {
            var equals = given.IndexOf('=', StringComparison.Ordinal);
            var path = equals < 0 ? string.Empty : given[(equals + 1)..];
            if (path.StartsWith("~/", StringComparison.Ordinal))
            {
                path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]);
            }

            keys[equals > 0 && File.Exists(path) ? given[..equals] : throw new SshKeyException(given)] = Path.GetFullPath(path);
        }

        return new GitAccess(p.SourceToken, p.SourceTokenHosts, keys);
    }
}

/// <summary>A key of <c>SshKeys</c> is not one.</summary>
/// <param name="given">What was given.</param>
public sealed class SshKeyException(string given) : PipelineException(
    $"SshKeys: '{given}' does not name a host and the file of a private key that exists. Give it as gitlab.com=~/.ssh/deploy.");
