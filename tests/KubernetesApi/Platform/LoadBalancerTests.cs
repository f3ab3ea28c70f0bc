using System.Security.Authentication;
using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Platform;

/// <summary>The platform that is played: what its learners would see through its load balancer.</summary>
public static class LoadBalancerTests
{
    [Fact]
    public static async Task Plays_every_host_of_a_platform()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await Played.MakeAsync(server);

        var (heartbeat, until) = await Played.GetAsync(server, Played.Lms, "/heartbeat");
        Assert.StartsWith("HTTP/1.1 200 OK", heartbeat, StringComparison.Ordinal);
        Assert.Contains(
            """{"modulestore":{"status":true,"message":"OK"},"sql":{"status":true,"message":"OK"}}""", heartbeat, StringComparison.Ordinal);
        Assert.InRange(until, DateTime.Now.AddDays(89), DateTime.Now.AddDays(91));
        var (studio, _) = await Played.GetAsync(server, $"studio.{Played.Lms}", "/heartbeat");
        Assert.StartsWith("HTTP/1.1 200 OK", studio, StringComparison.Ordinal);
        var (login, _) = await Played.GetAsync(server, Played.Lms, "/login");
        Assert.Contains($"Location: https://apps.{Played.Lms}/authn/login?next=%2F", login, StringComparison.Ordinal);
        var (app, _) = await Played.GetAsync(server, $"apps.{Played.Lms}", "/authn/login");
        Assert.Contains("<div id=\"root\">", app, StringComparison.Ordinal);
        var (home, _) = await Played.GetAsync(server, Played.Lms, "/");
        Assert.Contains("href=\"/static/css/lms-main-v1.css\"", home, StringComparison.Ordinal);
        var (style, _) = await Played.GetAsync(server, Played.Lms, "/static/css/lms-main-v1.css");
        Assert.Contains("Content-Type: text/css", style, StringComparison.Ordinal);
        var (media, _) = await Played.GetAsync(server, $"cdn.{Played.Lms}", "/x");
        Assert.StartsWith("HTTP/1.1 403", media, StringComparison.Ordinal);
        Assert.Contains("x-amz-cf-id: rehearsal", media, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Has_no_answer_where_no_pod_is_ready()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.ImagesAsync("""{"image":"lms:*","ready":false}""");
        await Played.MakeAsync(server, "caddy", "cms");
        Assert.StartsWith("HTTP/1.1 502", (await Played.GetAsync(server, Played.Lms, "/heartbeat")).Answer, StringComparison.Ordinal);
        var (studio, _) = await Played.GetAsync(server, $"studio.{Played.Lms}", "/heartbeat");
        Assert.StartsWith("HTTP/1.1 200", studio, StringComparison.Ordinal);

        var from = await server.RevisionAsync();
        await server.SendAsync("DELETE", "/api/v1/namespaces/default/services/caddy");
        await server.FollowAsync(
            $"/api/v1/namespaces/default/endpoints?watch=true&resourceVersion={from}",
            events => events.Exists(it => (string?)it["type"] == "DELETED"));
        Assert.StartsWith("HTTP/1.1 503", (await Played.GetAsync(server, Played.Lms, "/heartbeat")).Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lms", "error", "/heartbeat", "HTTP/1.1 500")]
    [InlineData("lms", "heartbeat", "/heartbeat", "HTTP/1.1 503")]
    [InlineData("lms", "asset", "/static/css/lms-main-v1.css", "HTTP/1.1 404")]
    [InlineData("balancer", "error", "/heartbeat", "HTTP/1.1 502")]
    public static async Task Is_as_sick_as_it_was_told_to_be(string part, string sickness, string path, string expected)
    {
        await using var server = await ApiServerProcess.StartAsync();
        await Played.MakeAsync(server, "caddy", "lms");
        await Played.SickenAsync(server, part, sickness);

        Assert.StartsWith(expected, (await Played.GetAsync(server, Played.Lms, path)).Answer, StringComparison.Ordinal);

        await server.SendAsync("DELETE", "/rehearsal/platform");
        Assert.StartsWith("HTTP/1.1 200", (await Played.GetAsync(server, Played.Lms, path)).Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong-certificate", "RemoteCertificateNameMismatch")]
    [InlineData("expired-certificate", "NotTimeValid")]
    public static async Task Shows_a_certificate_that_nobody_accepts(string sickness, string expected)
    {
        await using var server = await ApiServerProcess.StartAsync();
        await Played.MakeAsync(server, "caddy", "lms");
        await Played.SickenAsync(server, "balancer", sickness);

        var thrown = await Assert.ThrowsAsync<AuthenticationException>(() => Played.GetAsync(server, Played.Lms, "/heartbeat"));

        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Has_a_certificate_for_its_own_hosts_only()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await Played.MakeAsync(server, "caddy", "lms");

        var thrown = await Assert.ThrowsAsync<AuthenticationException>(() => Played.GetAsync(server, "another.example.com", "/heartbeat"));

        Assert.Contains("RemoteCertificateNameMismatch", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Says_which_sicknesses_there_are()
    {
        await using var server = await ApiServerProcess.StartAsync();

        var (status, body) = await server.SendAsync(
            "POST", "/rehearsal/platform", new JsonObject { ["part"] = "lms", ["sickness"] = "flu" });

        Assert.Equal(400, status);
        Assert.Equal(
            "a sickness is {\"part\":\"…\",\"sickness\":\"…\"}: one of lms, cms, mfe, caddy, meilisearch, cdn, balancer; "
            + "one of error, heartbeat, asset, silent, wrong-certificate, expired-certificate, ending-certificate",
            (string?)body!["message"]);
    }
}
