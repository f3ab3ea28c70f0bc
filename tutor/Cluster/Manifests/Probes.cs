using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>
/// Probes of Tutor's containers. Whether a pod is ready is asked of the whole way to the databases (<c>/heartbeat</c>); whether it lives, of
/// the pod alone, because a restart mends no database and would take all pods at once.
/// </summary>
internal sealed class Probes(PlatformEnvironment environment)
{
    private const int PlatformPort = 8000;
    private const int SearchPort = 7700;
    private const int PagesPort = 8002;

    public void AddTo(string workload, JsonObject container)
    {
        switch (workload)
        {
            case "lms":
                AddHeartbeat(container, environment.Names.LmsHost.Text);
                break;
            case "cms":
                AddHeartbeat(container, environment.Names.StudioHost.Text);
                break;
            case "lms-worker" or "cms-worker":
                AddWorker(container);
                break;
            case "caddy":
                Add(container, Port(80), Port(80));
                break;
            case "mfe":
                Add(container, Port(PagesPort), Port(PagesPort));
                break;
            case "meilisearch":
                Add(container, Page("/health", SearchPort), Page("/health", SearchPort));
                break;
            default:
                break;
        }
    }

    private static void AddHeartbeat(JsonObject container, string host)
    {
        var heartbeat = Page("/heartbeat", PlatformPort);

        // Django answers 400 to a Host that it does not serve.
        heartbeat["httpGet"]!["httpHeaders"] = new JsonArray(new JsonObject { ["name"] = "Host", ["value"] = host });
        container["startupProbe"] ??= Timed(heartbeat.DeepClone().AsObject(), period: 5, timeout: 5, failures: 60);
        container["readinessProbe"] ??= Timed(heartbeat, period: 10, timeout: 5, failures: 3);
        container["livenessProbe"] ??= Timed(Port(PlatformPort), period: 20, timeout: 5, failures: 6);
    }

    /// <summary>
    /// A worker takes no connections. It works when it has one to Redis, which the kernel tells without starting the platform once more, as
    /// Celery's own question would: that costs more CPU than an idle worker uses.
    /// </summary>
    private void AddWorker(JsonObject container)
    {
        var port = environment.Redis.Port.ToString("X4", CultureInfo.InvariantCulture);
        var connected = new JsonObject
        {
            ["exec"] = new JsonObject { ["command"] = new JsonArray("grep", "-q", $":{port} 01 ", "/proc/net/tcp", "/proc/net/tcp6") },
        };
        container["startupProbe"] ??= Timed(connected.DeepClone().AsObject(), period: 5, timeout: 5, failures: 60);
        container["readinessProbe"] ??= Timed(connected.DeepClone().AsObject(), period: 15, timeout: 5, failures: 4);
        container["livenessProbe"] ??= Timed(connected, period: 60, timeout: 10, failures: 10);
    }

    private static void Add(JsonObject container, JsonObject readiness, JsonObject liveness)
    {
        container["readinessProbe"] ??= Timed(readiness, period: 10, timeout: 5, failures: 3);
        container["livenessProbe"] ??= Timed(liveness, period: 20, timeout: 5, failures: 6);
    }

    private static JsonObject Page(string path, int port) => new() { ["httpGet"] = new JsonObject { ["path"] = path, ["port"] = port } };

    private static JsonObject Port(int port) => new() { ["tcpSocket"] = new JsonObject { ["port"] = port } };

    private static JsonObject Timed(JsonObject probe, int period, int timeout, int failures)
    {
        (probe["periodSeconds"], probe["timeoutSeconds"], probe["failureThreshold"]) = (period, timeout, failures);
        return probe;
    }
}
