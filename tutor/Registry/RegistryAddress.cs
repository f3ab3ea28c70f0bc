using System.Net;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Registry;

/// <summary>Where an image's registry is and what it calls the repository.</summary>
/// <param name="Base">Scheme and host: <c>http</c> on loopback, as engines do it, and <c>https</c> anywhere else.</param>
/// <param name="Repository">The repository's path.</param>
internal sealed record RegistryAddress(Uri Base, string Repository)
{
    public static RegistryAddress Of(ImageReference image)
    {
        var host = image.Registry?.ToString();
        if (host is null or "docker.io" or "index.docker.io")
        {
            var isOfficial = !image.Repository.Contains('/', StringComparison.Ordinal);
            return new(new Uri("https://registry-1.docker.io"), isOfficial ? $"library/{image.Repository}" : image.Repository);
        }

        var secure = new Uri($"https://{host}");
        return new(IsLoopback(secure) ? new Uri($"http://{host}") : secure, image.Repository);
    }

    /// <summary>The address of a manifest.</summary>
    /// <param name="reference">A tag or digest.</param>
    public Uri Manifest(string reference) => new(Base, $"/v2/{Repository}/manifests/{reference}");

    private static bool IsLoopback(Uri uri) => uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address));
}
