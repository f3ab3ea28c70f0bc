using Microsoft.AspNetCore.Http;

namespace TutorPipeline.Rehearsal.KubernetesApi.Platform;

/// <summary>
/// Takes what comes from outside, as the load balancers of Ingresses do, and CloudFront for the hosts of media: one port on loopback
/// plays all of them, and the name that is asked for tells them apart.
/// </summary>
internal sealed class LoadBalancer(Routes routes, PlatformPlayer player, Sicknesses sick)
{
    private const string CdnPrefix = "cdn.";

    /// <summary>Whether it has a certificate for the host.</summary>
    public bool Serves(string host) => routes.IsServed(host) || IsCdn(host);

    public async Task AnswerAsync(HttpContext context)
    {
        var (host, path) = (context.Request.Host.Host, context.Request.Path.Value ?? "/");
        if (IsCdn(host))
        {
            await AnswerAsCdnAsync(context, path);
            return;
        }

        if (sick.Has(Sicknesses.Balancer, Sicknesses.Silent))
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (sick.Has(Sicknesses.Balancer, Sicknesses.Error))
        {
            await PlatformPlayer.WriteAsync(context, 502, "text/html", "<h1>502 Bad Gateway</h1>");
        }
        else if (routes.FindService(host, path) is not var (place, service))
        {
            await PlatformPlayer.WriteAsync(context, 404, "text/plain", "no rule has this host");
        }
        else if (routes.FindReady(place, service) is not { } pod)
        {
            await PlatformPlayer.WriteAsync(context, 503, "text/html", "<h1>503 Service Temporarily Unavailable</h1>");
        }
        else
        {
            await player.AnswerAsync(context, pod);
        }
    }

    private bool IsCdn(string host) =>
        host.StartsWith(CdnPrefix, StringComparison.OrdinalIgnoreCase) && routes.FindService(host[CdnPrefix.Length..], "/") is not null;

    // The bucket lets nobody list it, and says so for whatever it does not have.
    private Task AnswerAsCdnAsync(HttpContext context, string path)
    {
        if (sick.Has(Sicknesses.Cdn, Sicknesses.Error))
        {
            return PlatformPlayer.WriteAsync(context, 502, "text/html", "<h1>502 ERROR</h1>");
        }

        context.Response.Headers["x-amz-cf-id"] = "rehearsal";
        context.Response.Headers.Via = "1.1 rehearsal.cloudfront.net (CloudFront)";
        var key = System.Security.SecurityElement.Escape(path);
        return PlatformPlayer.WriteAsync(context, 403, "application/xml", $"<Error><Code>AccessDenied</Code><Key>{key}</Key></Error>");
    }
}
