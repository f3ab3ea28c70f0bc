using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TutorPipeline.Rehearsal.KubernetesApi.Hosting;

/// <summary>A certificate authority made for one run, and the certificates signed by it.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 authority;
    private readonly Lock signing = new();

    public Certificates()
    {
        var root = new CertificateRequest("CN=rehearsal-ca", authorityKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(root.PublicKey, false));
        authority = root.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-60), DateTimeOffset.UtcNow.AddDays(100));
        Server = Sign("localhost", -1, 7, IPAddress.Loopback);
    }

    public X509Certificate2 Server { get; }

    public string AuthorityPem => authority.ExportCertificatePem();

    /// <summary>Makes a certificate.</summary>
    /// <param name="host">For whom.</param>
    /// <param name="from">From which day on it is good, from now; at least -59.</param>
    /// <param name="days">Until which day, from now; at most 99.</param>
    /// <param name="address">An address that it names, too.</param>
    public X509Certificate2 Sign(string host, int from, int days, IPAddress? address = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=rehearsal", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = DateTimeOffset.UtcNow;

        // Handshakes for different hosts come at the same time, and all of them need the one key of the authority.
        lock (signing)
        {
            using var signed = request.Create(authority, now.AddDays(from), now.AddDays(days), RandomNumberGenerator.GetBytes(8));
            using var withKey = signed.CopyWithPrivateKey(key);
            return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
        }
    }

    public void Dispose()
    {
        authority.Dispose();
        authorityKey.Dispose();
        Server.Dispose();
    }
}
