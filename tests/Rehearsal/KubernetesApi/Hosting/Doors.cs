using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Platform;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Hosting;

/// <summary>The two ports beside the API's: the load balancer's, and the one behind which pods are played.</summary>
internal sealed class Doors : IDisposable
{
    private const string Mark = "rehearsal-door";

    private readonly LoadBalancer balancer;
    private readonly PodDoor pods;
    private readonly HostCertificates? certificates;

    public Doors(Store store, Certificates? authority)
    {
        var routes = new Routes(store);
        var player = new PlatformPlayer(routes, Sicknesses);
        balancer = new LoadBalancer(routes, player, Sicknesses);
        pods = new PodDoor(player);
        certificates = authority is null ? null : new HostCertificates(authority, balancer, Sicknesses);
        Forward = new PortForward(routes, pods);
    }

    public Sicknesses Sicknesses { get; } = new();

    public PortForward Forward { get; }

    /// <summary>Listens; called after the API's own port, on which <see cref="Opened"/> relies.</summary>
    public void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificates is not null)
            {
                listen.UseHttps(https => https.ServerCertificateSelector = (_, name) => certificates.Find(name));
            }

            MarkAs(listen, balancer.AnswerAsync);
        });
        kestrel.Listen(IPAddress.Loopback, 0, listen => MarkAs(listen, pods.AnswerAsync));
    }

    /// <summary>Takes where the server listens, and gives the API's address and the load balancer's host and port.</summary>
    public (string Api, string Balancer) Opened(IReadOnlyList<string> urls)
    {
        pods.Port = new Uri(urls[2]).Port;
        return (urls[0], new Uri(urls[1]).Authority);
    }

    /// <summary>What answers a request; null for the API.</summary>
    public RequestDelegate? HandlerOf(HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(Mark, out var handler) == true
            ? (RequestDelegate?)handler : null;

    public void Dispose() => certificates?.Dispose();

    private static void MarkAs(ListenOptions listen, RequestDelegate handler) => listen.Use(next => connection =>
    {
        connection.Items[Mark] = handler;
        return next(connection);
    });
}
