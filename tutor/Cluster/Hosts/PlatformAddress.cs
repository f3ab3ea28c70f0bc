using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Cluster.Hosts;

/// <summary>
/// Finds where the load balancer answers that the cluster made for a platform: for the Ingress that has the platform's host, or for the Service
/// of type LoadBalancer where there is no Ingress.
/// </summary>
/// <param name="access">How the cluster is reached.</param>
/// <param name="namespaceName">The platform's namespace.</param>
/// <param name="host">A host of the platform, such as <c>courses.yourschool.edu</c>.</param>
/// <param name="patience">How long to wait for it; null for ten minutes.</param>
/// <param name="pause">How long to wait between two looks; null for five seconds.</param>
public sealed class PlatformAddress(
    ClusterAccess access, string namespaceName, string host, TimeSpan? patience = null, TimeSpan? pause = null)
{
    private readonly TimeSpan patience = patience ?? TimeSpan.FromMinutes(10);
    private readonly TimeSpan pause = pause ?? TimeSpan.FromSeconds(5);

    /// <summary>Looks once.</summary>
    /// <param name="cancellationToken">Ends the calls early.</param>
    /// <returns>The name or the address; null when there is none yet.</returns>
    /// <exception cref="PlatformAddressException">The cluster cannot be reached, or refuses.</exception>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        using var connection = new ClusterConnection(access);
        return AddressOf(await EntryAsync(connection, cancellationToken));
    }

    /// <summary>Waits for it.</summary>
    /// <param name="report">Takes what is waited for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The name or the address.</returns>
    /// <exception cref="PlatformAddressException">The cluster cannot be reached or refuses, nothing asks for a load balancer, or it does not come.</exception>
    public async Task<string> WaitAsync(IStageReport report, CancellationToken cancellationToken)
    {
        using var connection = new ClusterConnection(access);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        for (var looks = 0; ; looks++)
        {
            var entry = await EntryAsync(connection, cancellationToken)
                ?? throw PlatformAddressException.Nothing(namespaceName, host);
            if (AddressOf(entry) is { } address)
            {
                return address;
            }

            if (System.Diagnostics.Stopwatch.GetElapsedTime(began) > patience)
            {
                throw PlatformAddressException.Late(Name(entry), namespaceName, patience, await LastEventAsync(connection, entry, cancellationToken));
            }

            if (looks == 0)
            {
                report.Information($"waits for the load balancer of {Name(entry)}");
            }

            await Task.Delay(pause, cancellationToken);
        }
    }

    private async Task<JsonObject?> EntryAsync(ClusterConnection connection, CancellationToken cancellationToken)
    {
        var ingresses = await ListAsync(connection, $"/apis/networking.k8s.io/v1/namespaces/{namespaceName}/ingresses", cancellationToken);
        if (ingresses.FirstOrDefault(ingress => Rules(ingress).Any(rule => (string?)rule?["host"] == host)) is { } found)
        {
            return found;
        }

        var services = await ListAsync(connection, $"/api/v1/namespaces/{namespaceName}/services", cancellationToken);
        return services.FirstOrDefault(service => (string?)service["spec"]?["type"] == "LoadBalancer");
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(ClusterConnection connection, string path, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await connection.SendAsync(new ClusterCall(HttpMethod.Get, path), cancellationToken);
            return answer.IsSuccess
                ? [.. (answer.Body?["items"] as JsonArray ?? []).OfType<JsonObject>()]
                : throw PlatformAddressException.Refused(connection.Server, namespaceName, $"{answer.Status} ({answer.Message})");
        }
        catch (ClusterUnreachableException exception)
        {
            throw PlatformAddressException.Refused(connection.Server, namespaceName, exception.Message);
        }
    }

    // Controllers say in events why they make no load balancer; a list of a single object has no kind, so the name has to do.
    private async Task<string?> LastEventAsync(ClusterConnection connection, JsonObject entry, CancellationToken cancellationToken)
    {
        var name = (string?)entry["metadata"]?["name"];
        var events = await ListAsync(
            connection, $"/api/v1/namespaces/{namespaceName}/events?fieldSelector=involvedObject.name%3D{name}", cancellationToken);
        return (string?)events.LastOrDefault(it => (string?)it["type"] == "Warning")?["message"];
    }

    private static JsonArray Rules(JsonObject ingress) => ingress["spec"]?["rules"] as JsonArray ?? [];

    private static string? AddressOf(JsonObject? entry) =>
        (entry?["status"]?["loadBalancer"]?["ingress"] as JsonArray)?.FirstOrDefault() is { } first
            ? (string?)first["hostname"] ?? (string?)first["ip"] : null;

    private static string Name(JsonObject entry) =>
        $"{(entry["spec"]?["rules"] is null ? "service" : "ingress")}/{(string?)entry["metadata"]?["name"]}";
}

/// <summary>It is not known where the platform's load balancer answers.</summary>
public sealed class PlatformAddressException : PipelineException
{
    private PlatformAddressException(string message)
        : base(message)
    {
    }

    internal static PlatformAddressException Nothing(string namespaceName, string host) => new(
        $"Nothing in the namespace {namespaceName} asks for a load balancer: there is no Ingress with the host {host}, and no Service of type "
        + "LoadBalancer. Run ApplyManifests first.");

    internal static PlatformAddressException Late(string name, string namespaceName, TimeSpan patience, string? said) => new(
        $"The load balancer of {name} in the namespace {namespaceName} did not come within {patience.TotalMinutes:0.#} minutes. "
        + (said is null ? "No event says why" : $"The last event says: {said.TrimEnd('.')}")
        + $". See 'kubectl describe {name.Replace('/', ' ')}' there, and whether its IngressClass has a controller; then run PointDns again.");

    internal static PlatformAddressException Refused(string server, string namespaceName, string facts) => new(
        $"The cluster at {server} was asked for the load balancer of the namespace {namespaceName} and did not tell: {facts}. Check --kubeconfig or the "
        + "AWS credentials, and run PointDns again.");
}
