using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>Opens a connection to a host's port 443, by whatever way.</summary>
/// <param name="host">The host.</param>
/// <param name="cancellationToken">Ends the attempt.</param>
/// <returns>The connection, before TLS.</returns>
public delegate Task<Stream> HostConnector(string host, CancellationToken cancellationToken);

/// <summary>One page as it was answered in the end.</summary>
internal sealed record WebPage(int Status, Uri Address, string ContentType, string Text, bool IsFromCdn);

/// <summary>Asks the hosts of a platform for pages over TLS, as a browser would, and remembers their certificates.</summary>
internal sealed class WebDoor : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SocketsHttpHandler handler;
    private readonly HttpClient client;
    private readonly HostConnector connect;
    private readonly X509Certificate2Collection? trust;
    private readonly ConcurrentDictionary<string, DateTimeOffset> expiries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes it.</summary>
    /// <param name="connect">How hosts are reached.</param>
    /// <param name="trust">The authorities that are trusted besides those of this machine; null for none.</param>
    public WebDoor(HostConnector connect, X509Certificate2Collection? trust)
    {
        (this.connect, this.trust) = (connect, trust);
        handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, AllowAutoRedirect = false, UseProxy = false };
        client = new HttpClient(handler) { Timeout = Patience };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("tutorpipeline");
    }

    /// <summary>Until when a host's certificate is good; null for a host that was not reached.</summary>
    public DateTimeOffset? ExpiryOf(string host) => expiries.TryGetValue(host, out var expiry) ? expiry : null;

    /// <summary>Gets a page, wherever it redirects to.</summary>
    /// <exception cref="HttpRequestException">The host cannot be reached, is not trusted, or breaks off.</exception>
    public async Task<WebPage> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            // TLS is this side's own, below the client, so that it sees the certificate whatever is asked.
            var plain = new UriBuilder(address) { Scheme = "http", Port = 80 }.Uri;
            using var request = new HttpRequestMessage(HttpMethod.Get, plain) { Headers = { Host = address.Host } };
            using var answer = await client.SendAsync(request, cancellationToken);
            if ((int)answer.StatusCode is >= 301 and <= 308 && answer.Headers.Location is { } location && redirects < MostRedirects)
            {
                address = Secure(new Uri(address, location));
                continue;
            }

            return new WebPage(
                (int)answer.StatusCode,
                address,
                answer.Content.Headers.ContentType?.MediaType ?? string.Empty,
                await answer.Content.ReadAsStringAsync(cancellationToken),
                answer.Headers.Contains("x-amz-cf-id"));
        }
    }

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    // What stands behind a load balancer that ends TLS may redirect to http.
    private static Uri Secure(Uri address) => new UriBuilder(address) { Scheme = "https", Port = 443 }.Uri;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var secure = new SslStream(await connect(host, cancellationToken), leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(Options(host), cancellationToken);
            expiries[host] = new DateTimeOffset(((X509Certificate2)secure.RemoteCertificate!).NotAfter);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    private SslClientAuthenticationOptions Options(string host)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (trust is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(trust);
            using var machine = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
            options.CertificateChainPolicy.CustomTrustStore.AddRange(machine.Certificates);
        }

        return options;
    }
}
