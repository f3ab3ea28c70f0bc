using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Platform;

/// <summary>A platform of pods, Services and an Ingress in the stand-in.</summary>
internal static class Played
{
    public const string Lms = "courses.example.com";

    private static readonly (string Name, int Port)[] Parts = [("caddy", 80), ("lms", 8000), ("cms", 8000), ("mfe", 8002)];

    private const string Deployment = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"NAME"},"spec":{"replicas":1,
         "selector":{"matchLabels":{"app.kubernetes.io/name":"NAME"}},
         "template":{"metadata":{"labels":{"app.kubernetes.io/name":"NAME"}},"spec":{"containers":[{"name":"NAME","image":"NAME:1"}]}}}}
        """;

    private const string Service = """
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"NAME"},
         "spec":{"selector":{"app.kubernetes.io/name":"NAME"},"ports":[{"port":PORT}]}}
        """;

    private const string Ingress = """
        {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"openedx"},"spec":{"rules":[RULES]}}
        """;

    private const string Rule = """
        {"host":"HOST","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"caddy","port":{"number":80}}}}]}}
        """;

    /// <summary>Makes it and waits until every part is ready and the load balancer leads to it.</summary>
    public static async Task MakeAsync(ApiServerProcess server, params string[] parts)
    {
        var wanted = Parts.Where(it => parts.Length == 0 || parts.Contains(it.Name)).ToList();
        foreach (var (name, port) in wanted)
        {
            await server.ApplyAsync(
                $"/apis/apps/v1/namespaces/default/deployments/{name}?fieldManager=ours",
                Deployment.Replace("NAME", name, StringComparison.Ordinal));
            await server.ApplyAsync(
                $"/api/v1/namespaces/default/services/{name}?fieldManager=ours",
                Service.Replace("NAME", name, StringComparison.Ordinal).Replace("PORT", $"{port}", StringComparison.Ordinal));
        }

        var rules = new[] { Lms, $"studio.{Lms}", $"apps.{Lms}" }.Select(host => Rule.Replace("HOST", host, StringComparison.Ordinal));
        await server.ApplyAsync(
            "/apis/networking.k8s.io/v1/namespaces/default/ingresses/openedx?fieldManager=ours",
            Ingress.Replace("RULES", string.Join(',', rules), StringComparison.Ordinal));
        await UntilAsync(
            server, "/apis/networking.k8s.io/v1/namespaces/default/ingresses", o => o["status"]?["loadBalancer"]?["ingress"] is not null);
        foreach (var (name, _) in wanted)
        {
            await UntilReadyAsync(server, name);
        }
    }

    public static Task UntilReadyAsync(ApiServerProcess server, string part) => UntilAsync(
        server,
        $"/api/v1/namespaces/default/endpoints?fieldSelector=metadata.name%3D{part}",
        o => o["subsets"]?[0]?["addresses"] is not null);

    /// <summary>The name of a part's pod.</summary>
    public static async Task<string> PodOfAsync(ApiServerProcess server, string part)
    {
        var (_, pods) = await server.SendAsync("GET", $"/api/v1/namespaces/default/pods?labelSelector=app.kubernetes.io/name%3D{part}");
        return (string)Assert.Single(pods!["items"]!.AsArray())!["metadata"]!["name"]!;
    }

    public static async Task SickenAsync(ApiServerProcess server, string part, string sickness)
    {
        var (status, body) = await server.SendAsync(
            "POST", "/rehearsal/platform", new JsonObject { ["part"] = part, ["sickness"] = sickness });
        Assert.True(status == 200, body?.ToString());
    }

    /// <summary>Asks the load balancer for a page of a host over TLS; status line, headers and text as they come.</summary>
    public static async Task<(string Answer, DateTime NotAfter)> GetAsync(ApiServerProcess server, string host, string path)
    {
        var address = server.LoadBalancer.Split(':');
        using var client = new TcpClient();
        await client.ConnectAsync(address[0], int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture));
        await using var secure = new SslStream(client.GetStream());
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(server.Authority)));
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = policy });
        await secure.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(secure);
        return (await reader.ReadToEndAsync(), ((X509Certificate2)secure.RemoteCertificate!).NotAfter);
    }

    private static async Task UntilAsync(ApiServerProcess server, string path, Func<JsonNode, bool> isWanted)
    {
        var watch = path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "watch=true";
        var seen = await server.FollowAsync(watch, e => e.Count > 0 && isWanted(e[^1]["object"]!));
        Assert.True(seen.Count > 0 && isWanted(seen[^1]["object"]!), $"{path} stayed at {seen.LastOrDefault()}");
    }
}
