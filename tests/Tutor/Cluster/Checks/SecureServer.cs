using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Collections.Concurrent;

namespace TutorPipeline.Tutor.Tests.Cluster.Checks;

/// <summary>What a <see cref="SecureServer"/> answers to a path of a host.</summary>
internal sealed record Page(int Status, string ContentType, string Text, params (string Name, string Value)[] Headers);

/// <summary>Hosts on loopback that speak TLS with a certificate of an authority of their own.</summary>
internal sealed class SecureServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string, Page> answer;
    private readonly X509Certificate2 authority;
    private readonly X509Certificate2 certificate;

    /// <summary>Starts it.</summary>
    /// <param name="answer">From host and path the page.</param>
    /// <param name="days">How many days its certificate is good for.</param>
    public SecureServer(Func<string, string, Page> answer, int days = 60)
    {
        this.answer = answer;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(100));
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = new CertificateRequest("CN=Platform", ownKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("courses.example.edu");
        names.AddDnsName("*.courses.example.edu");
        own.CertificateExtensions.Add(names.Build());
        using var signed = own.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(days), [1, 2, 3]);
        using var whole = signed.CopyWithPrivateKey(ownKey);
        certificate = X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
        listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Whom to trust.</summary>
    public X509Certificate2Collection Trust => [authority];

    /// <summary>What was asked, as host and path.</summary>
    public ConcurrentBag<string> Asked { get; } = [];

    /// <summary>Connects to it, whatever the host.</summary>
    public async Task<Stream> ConnectAsync(string host, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellationToken);
        return client.GetStream();
    }

    public void Dispose()
    {
        listener.Dispose();
        certificate.Dispose();
        authority.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed of: the test is over.
        }
    }

    private async Task AnswerAsync(TcpClient connection)
    {
        using var held = connection;
        try
        {
            await using var stream = new SslStream(connection.GetStream());
            await stream.AuthenticateAsServerAsync(certificate);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var path = (await reader.ReadLineAsync() ?? " ").Split(' ')[1];
            var host = string.Empty;
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                host = line.StartsWith("Host: ", StringComparison.OrdinalIgnoreCase) ? line[6..] : host;
            }

            Asked.Add(host + path);
            var page = answer(host, path);
            var headers = string.Concat(page.Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                $"HTTP/1.1 {page.Status} Answer\r\nConnection: close\r\nContent-Type: {page.ContentType}\r\n{headers}"
                + $"Content-Length: {Encoding.UTF8.GetByteCount(page.Text)}\r\n\r\n{page.Text}"));
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or does not trust it.
        }
    }
}
