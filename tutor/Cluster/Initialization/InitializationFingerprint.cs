using System.Security.Cryptography;
using System.Text;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>What an initialization depends on; equal facts need no second one.</summary>
/// <param name="Images">The images by digest.</param>
/// <param name="ConfigurationHash">The hash of the configuration.</param>
/// <param name="Plugins">Tutor's enabled plugins.</param>
/// <param name="TutorVersion">Tutor's version.</param>
/// <param name="Theme">The theme that sites get; null when themes are left alone.</param>
public sealed record InitializationFingerprint(
    IReadOnlyList<string> Images, string ConfigurationHash, IReadOnlyList<string> Plugins, string TutorVersion,
    string? Theme = null)
{
    /// <summary>The facts as one hash, whatever order lists are in.</summary>
    /// <returns>64 hexadecimal digits.</returns>
    public override string ToString()
    {
        var text = string.Join(
            '\n', [.. Images.Order(StringComparer.Ordinal), "-", ConfigurationHash, "-",
                .. Plugins.Order(StringComparer.Ordinal), "-", TutorVersion, "-", Theme ?? string.Empty]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
