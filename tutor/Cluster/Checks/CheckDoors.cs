using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>
/// Where a check from outside connects to, whatever DNS says. Host header, name in TLS and the certificate's verification stay those of
/// the host that is asked for, as with curl's <c>--connect-to</c>.
/// </summary>
/// <param name="LoadBalancer">For the platform's own hosts, port 443 unless it says another; null for where DNS leads.</param>
/// <param name="Cdn">For the CDN's host; null for where DNS leads.</param>
/// <param name="TrustFile">A file, in PEM, with certificate authorities that are trusted besides this machine's; null for none.</param>
public sealed record CheckDoors(RegistryHost? LoadBalancer = null, RegistryHost? Cdn = null, string? TrustFile = null)
{
    private const int SecurePort = 443;

    /// <summary>Connects to the hosts of a platform.</summary>
    internal HostConnector ConnectorFor(PlatformHosts hosts) => (host, cancellationToken) =>
    {
        var (name, port) = (host == hosts.Cdn ? Cdn : LoadBalancer) is { } address ? Split(address.Text) : (host, SecurePort);
        return ConnectAsync(name, port, cancellationToken);
    };

    /// <summary>The authorities of the file.</summary>
    /// <exception cref="CheckTrustException">It cannot be read, or has none.</exception>
    internal X509Certificate2Collection? ReadTrust()
    {
        if (TrustFile is null)
        {
            return null;
        }

        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(File.ReadAllText(TrustFile));
            return certificates.Count > 0 ? certificates : throw new CheckTrustException($"{TrustFile} has no certificate");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckTrustException($"there is no file {TrustFile}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CheckTrustException($"{TrustFile} cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    private static (string Name, int Port) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']');
        var port = hasPort ? int.Parse(text[(colon + 1)..], CultureInfo.InvariantCulture) : SecurePort;
        return ((hasPort ? text[..colon] : text).Trim('[', ']'), port);
    }

    private static async Task<Stream> ConnectAsync(string name, int port, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(name, port, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }
}

/// <summary>The certificate authorities that a check is to trust cannot be used.</summary>
/// <param name="facts">What is wrong with the file.</param>
public sealed class CheckTrustException(string facts) : PipelineException(
    $"CheckTrust: {facts}. Name a file with one or more certificates in PEM (-----BEGIN CERTIFICATE-----), or leave the parameter out "
    + "for the authorities that this machine trusts.");
