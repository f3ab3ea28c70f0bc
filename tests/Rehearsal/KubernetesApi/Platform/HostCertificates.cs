using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using TutorPipeline.Rehearsal.KubernetesApi.Hosting;

namespace TutorPipeline.Rehearsal.KubernetesApi.Platform;

/// <summary>A certificate for each host that is asked for by name, of the server's own authority.</summary>
internal sealed class HostCertificates(Certificates authority, LoadBalancer balancer, Sicknesses sick) : IDisposable
{
    private const string Nobody = "rehearsal.invalid";

    private readonly ConcurrentDictionary<(string Host, int From, int Days), Lazy<X509Certificate2>> made = new();

    /// <summary>The certificate for a name that a client sent; one that fits nobody where there is no such host.</summary>
    public X509Certificate2 Find(string? name)
    {
        var isServed = name is not null && balancer.Serves(name) && !sick.Has(Sicknesses.Balancer, Sicknesses.WrongCertificate);
        var (from, days) = sick.Has(Sicknesses.Balancer, Sicknesses.ExpiredCertificate) ? (-30, -2)
            : (-1, sick.Has(Sicknesses.Balancer, Sicknesses.EndingCertificate) ? 10 : 90);
        return made.GetOrAdd(
            (isServed ? name! : Nobody, from, days), key => new(() => authority.Sign(key.Host, key.From, key.Days))).Value;
    }

    public void Dispose()
    {
        foreach (var certificate in made.Values)
        {
            certificate.Value.Dispose();
        }
    }
}
