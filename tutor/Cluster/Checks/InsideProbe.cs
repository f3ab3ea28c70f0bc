using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>Where a platform runs.</summary>
/// <param name="Access">How its cluster is reached.</param>
/// <param name="Namespace">Its namespace.</param>
public sealed record PlatformInside(ClusterAccess Access, string Namespace);

/// <summary>Asks a ready pod of LMS and Studio through the API server: past load balancer, DNS and certificates.</summary>
internal sealed class InsideProbe(PlatformInside inside, PlatformHosts hosts)
{
    private const int Forbidden = 403;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The heartbeats of LMS and Studio, in that order.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        using var connection = new ClusterConnection(inside.Access);
        return await Task.WhenAll(
            HeartbeatAsync(connection, "lms", hosts.Lms, cancellationToken),
            HeartbeatAsync(connection, "cms", hosts.Studio, cancellationToken));
    }

    private async Task<Finding> HeartbeatAsync(
        ClusterConnection connection, string service, string host, CancellationToken cancellationToken)
    {
        var check = $"heartbeat of {host} inside the cluster";
        try
        {
            var path = $"/apis/discovery.k8s.io/v1/namespaces/{inside.Namespace}/endpointslices";
            var call = new ClusterCall(HttpMethod.Get, $"{path}?labelSelector=kubernetes.io%2Fservice-name%3D{service}");
            var slices = await connection.SendAsync(call, cancellationToken);
            if (!slices.IsSuccess)
            {
                return Refused(check, $"{slices.Status} ({slices.Message})", slices.Status);
            }

            return Ready(slices.Body) is var (pod, port)
                ? PageWords.OfHeartbeat(check, await AskAsync(connection, pod, port, host, cancellationToken))
                : new(check, "200", $"no ready pod behind the Service {service}", false);
        }
        catch (Exception exception) when (PageWords.Cause<ClusterUnreachableException>(exception) is { } refusal)
        {
            return Refused(check, refusal.Message, refusal.Status);
        }
        catch (Exception exception) when (PageWords.IsConnection(exception, cancellationToken))
        {
            return PageWords.OfFailure(check, "200", exception);
        }
    }

    private static Finding Refused(string check, string facts, int? status) =>
        new(check, "200", $"the API server did not lead there: {facts}", false)
        {
            Obstacle = status == Forbidden ? Obstacle.Right : Obstacle.Connection,
        };

    private async Task<WebPage> AskAsync(
        ClusterConnection connection, string pod, int port, string host, CancellationToken cancellationToken)
    {
        var path = $"/api/v1/namespaces/{inside.Namespace}/pods/{pod}/portforward?ports={port}";
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(
                new PodTunnel(protocol => connection.OpenSocketAsync(path, protocol, cancellationToken))),
            AllowAutoRedirect = false,
            UseProxy = false,
        };
        using var client = new HttpClient(handler) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{host}/heartbeat"));
        request.Headers.ConnectionClose = true;
        using var answer = await client.SendAsync(request, cancellationToken);
        return new WebPage(
            (int)answer.StatusCode,
            request.RequestUri!,
            answer.Content.Headers.ContentType?.MediaType ?? string.Empty,
            await answer.Content.ReadAsStringAsync(cancellationToken),
            IsFromCdn: false);
    }

    private static (string Pod, int Port)? Ready(JsonObject? list)
    {
        foreach (var slice in (list?["items"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var port = (int?)(slice["ports"] as JsonArray)?.FirstOrDefault()?["port"];
            foreach (var endpoint in (slice["endpoints"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (port is { } number && (bool?)endpoint["conditions"]?["ready"] != false
                    && (string?)endpoint["targetRef"]?["name"] is { } pod)
                {
                    return (pod, number);
                }
            }
        }

        return null;
    }
}
