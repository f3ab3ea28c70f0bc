using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TutorPipeline.Rehearsal.KubernetesApi.Platform;

/// <summary>Answers as the containers of a platform's pods would, in which no program runs.</summary>
internal sealed class PlatformPlayer(Routes routes, Sicknesses sick)
{
    private const string Style = "/static/css/lms-main-v1.css";

    /// <summary>The port on which a part listens; null for what is not played.</summary>
    public static int? PortOf(string part) => part switch
    {
        "lms" or "cms" => 8000,
        "mfe" => 8002,
        "caddy" => 80,
        "meilisearch" => 7700,
        _ => null,
    };

    public async Task AnswerAsync(HttpContext context, PlayedPod pod)
    {
        if (sick.Has(pod.Part, Sicknesses.Silent))
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (sick.Has(pod.Part, Sicknesses.Error))
        {
            await WriteAsync(context, 500, "text/html", "<h1>Server Error (500)</h1>");
            return;
        }

        var path = context.Request.Path.Value!;
        await (pod.Part switch
        {
            "caddy" => PassOnAsync(context, pod),
            "lms" or "cms" => PlatformAsync(context, pod, path),
            "mfe" => WriteAsync(context, 200, "text/html", "<html><div id=\"root\"></div><script src=\"/app.js\"></script></html>"),
            "meilisearch" when path == "/health" => WriteAsync(context, 200, "application/json", """{"status":"available"}"""),
            _ => WriteAsync(context, 404, "text/plain", "not found"),
        });
    }

    public static Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type + "; charset=utf-8");
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    // Caddy knows by the host which service is whose, and answers 502 when none of its pods takes the connection.
    private async Task PassOnAsync(HttpContext context, PlayedPod caddy)
    {
        var (prefix, _) = Split(context.Request.Host.Host);
        var service = prefix switch { "studio" => "cms", "apps" => "mfe", "meilisearch" => "meilisearch", _ => "lms" };
        if (routes.FindReady(caddy.Namespace, service) is { } pod)
        {
            await AnswerAsync(context, pod);
        }
        else
        {
            context.Response.StatusCode = 502;
        }
    }

    private Task PlatformAsync(HttpContext context, PlayedPod pod, string path)
    {
        var host = context.Request.Host.Host;
        if (routes.HostsOf(pod.Namespace) is { Count: > 0 } hosts && host != pod.Part && !hosts.Contains(host))
        {
            return WriteAsync(context, 400, "text/html", "<h1>Bad Request (400)</h1>"); // Django's ALLOWED_HOSTS
        }

        return (path, pod.Part) switch
        {
            ("/heartbeat", _) => HeartbeatAsync(context, isSick: sick.Has(pod.Part, Sicknesses.Heartbeat)),
            ("/", "lms") => WriteAsync(context, 200, "text/html", $"<html><link rel=\"stylesheet\" href=\"{Style}\"></html>"),
            ("/login", "lms") => LoginAsync(context, pod, host),
            (Style, "lms") when !sick.Has("lms", Sicknesses.Asset) => WriteAsync(context, 200, "text/css", "body { color: #123; }"),
            _ => WriteAsync(context, 404, "text/html", "<h1>Not Found</h1>"),
        };
    }

    private static Task HeartbeatAsync(HttpContext context, bool isSick)
    {
        var parts = new JsonObject();
        foreach (var name in new[] { "modulestore", "sql" })
        {
            var isDown = isSick && name == "sql";
            parts[name] = new JsonObject { ["status"] = !isDown, ["message"] = isDown ? "(2006, 'MySQL server has gone away')" : "OK" };
        }

        return WriteAsync(context, isSick ? 503 : 200, "application/json", parts.ToJsonString());
    }

    // With micro-frontends the login page is theirs.
    private Task LoginAsync(HttpContext context, PlayedPod pod, string host)
    {
        if (!routes.HasService(pod.Namespace, "mfe"))
        {
            return WriteAsync(context, 200, "text/html", $"<html><link rel=\"stylesheet\" href=\"{Style}\"><form></form></html>");
        }

        context.Response.StatusCode = 302;
        context.Response.Headers.Location = $"https://apps.{Split(host).Domain}/authn/login?next=%2F";
        return Task.CompletedTask;
    }

    private static (string Prefix, string Domain) Split(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? "" : host[..dot];
        return first is "studio" or "apps" or "preview" or "meilisearch" ? (first, host[(dot + 1)..]) : ("", host);
    }
}
