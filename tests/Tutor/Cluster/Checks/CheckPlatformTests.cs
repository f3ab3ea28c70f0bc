using System.Net.Sockets;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Checks;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Checks;

/// <summary>A platform as its learners see it.</summary>
public static class CheckPlatformTests
{
    private const string Lms = "courses.example.edu";
    private static readonly PlatformHosts Hosts = new(Lms, $"studio.{Lms}", $"apps.{Lms}", $"cdn.{Lms}");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public static async Task One_that_answers_passes_every_check()
    {
        using var server = new SecureServer(Healthy);
        var report = new FakeReport();

        await CheckAsync(server, report);

        Assert.Equal(
            [
                $"heartbeat of {Lms}: 200 application/json",
                $"heartbeat of studio.{Lms}: 200 application/json",
                $"login page at https://{Lms}/login: 200 text/html",
                $"styles of {Lms}: 200 text/css",
                $"CDN at cdn.{Lms}: 403 application/xml",
                $"micro-frontend at https://apps.{Lms}/authn/login: 200 text/html",
            ],
            report.Said.Take(6));
        Assert.Matches($"^certificate of {Lms}: good for 59 days, until 20", report.Said[6]);
        Assert.Contains($"apps.{Lms}/authn/login", server.Asked);
        Assert.Contains($"{Lms}/static/bright.css?a=1&b=2", server.Asked);
    }

    [Fact]
    public static async Task A_heartbeat_names_what_does_not_work()
    {
        using var server = new SecureServer((host, path) => path == "/heartbeat" && host == Lms
            ? new Page(503, "application/json", """{"sql":{"status":false,"message":"gone away"},"modulestore":{"status":true,"message":"OK"}}""")
            : Healthy(host, path));

        var thrown = await Assert.ThrowsAsync<PlatformUnfitException>(() => CheckAsync(server, new FakeReport()));

        Assert.Equal(
            $"The platform at {Lms} is not as its learners need it, after 0 minutes:\n"
            + $"  heartbeat of {Lms}: expected 200, found 503: not working are sql (gone away)\n"
            + "LMS says itself what does not work: see 'kubectl logs deployment/lms', and whether its pods reach what it names.\n"
            + "Run CheckPlatform again when it is mended, or Rollback.",
            thrown.Message);
    }

    [Theory]
    [InlineData("/static/bright.css?a=1&b=2", 404, "text/html", "styles of courses.example.edu: expected a style sheet, found 404 text/html at")]
    [InlineData("/", 200, "text/html", "styles of courses.example.edu: expected a style sheet in the page, found none (200 text/html)")]
    [InlineData("/login", 500, "text/html", "login page at https://courses.example.edu/login: expected 200 and a page, found 500 text/html")]
    public static async Task A_page_that_is_not_as_it_should_be_is_told_with_what_came(string path, int status, string type, string expected)
    {
        using var server = new SecureServer((host, asked) => asked == path && host == Lms ? new Page(status, type, "<html></html>") : Healthy(host, asked));

        var thrown = await Assert.ThrowsAsync<PlatformUnfitException>(() => CheckAsync(server, new FakeReport()));

        Assert.StartsWith(expected, Assert.Single(thrown.Findings).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public static async Task A_certificate_that_ends_soon_is_told()
    {
        using var server = new SecureServer(Healthy, days: 13);

        var thrown = await Assert.ThrowsAsync<PlatformUnfitException>(() => CheckAsync(server, new FakeReport()));

        Assert.Equal(4, thrown.Findings.Count);
        Assert.StartsWith($"certificate of {Lms}: expected good for 14 days or more, found good for 12 days, until ", thrown.Findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public static async Task A_certificate_of_an_unknown_authority_is_not_accepted()
    {
        using var server = new SecureServer(Healthy);
        using var other = new SecureServer(Healthy);
        var stage = new CheckPlatform(Hosts, null, null, TimeSpan.Zero, null, server.ConnectAsync, other.Trust, null);

        var thrown = await Assert.ThrowsAsync<PlatformUnfitException>(() => RunAsync(stage, new FakeReport()));

        Assert.Contains("its certificate is not accepted: ", thrown.Findings[0].Found, StringComparison.Ordinal);
        Assert.Contains(thrown.Findings, finding => finding.ToString() == $"certificate of {Lms}: expected good for 14 days or more, found none that is accepted");
    }

    [Fact]
    public static async Task One_that_needs_a_moment_is_looked_at_again()
    {
        var beats = 0;
        using var server = new SecureServer((host, path) =>
            path == "/heartbeat" && Interlocked.Increment(ref beats) <= 2 ? new Page(503, "text/plain", "starting") : Healthy(host, path));
        var report = new FakeReport();
        var stage = new CheckPlatform(
            Hosts, null, null, TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(10), server.ConnectAsync, server.Trust, null);

        await RunAsync(stage, report);

        Assert.Equal(
            $"waits for heartbeat of {Lms}: expected 200, found 503 text/plain; heartbeat of studio.{Lms}: expected 200, found 503 text/plain", report.Said[0]);
        Assert.Equal($"heartbeat of {Lms}: 200 application/json", report.Said[1]);
    }

    [Fact]
    public static async Task Names_that_lead_nowhere_are_told()
    {
        var unknown = new SocketException((int)SocketError.HostNotFound);
        var stage = new CheckPlatform(Hosts, null, null, TimeSpan.Zero, null, (_, _) => throw unknown, null, null);

        var thrown = await Assert.ThrowsAsync<PlatformUnfitException>(() => RunAsync(stage, new FakeReport()));

        Assert.All(thrown.Findings, finding => Assert.False(finding.IsMet));
        Assert.Equal(unknown.Message, thrown.Findings[0].Found);
        Assert.Contains(
            $"\nLMS: The name {Lms} is not known here: run PointDns, and look whether the zone above delegates to the environment's "
            + "('dig NS'). Until names have spread, --check-address asks the load balancer itself.\n",
            thrown.Message,
            StringComparison.Ordinal);
    }

    private static Page Healthy(string host, string path) => (host, path) switch
    {
        (_, "/heartbeat") => new(200, "application/json", """{"sql":{"status":true,"message":"OK"}}"""),
        (Lms, "/login") => new(302, "text/html", "", ("Location", $"http://apps.{Lms}/authn/login")),
        (Lms, "/") => new(200, "text/html", """<html><link href="/static/bright.css?a=1&amp;b=2" type="text/css" rel="stylesheet"/></html>"""),
        (Lms, "/static/bright.css?a=1&b=2") => new(200, "text/css", "body { color: #123; }"),
        ($"cdn.{Lms}", "/") => new(403, "application/xml", "<Error/>", ("x-amz-cf-id", "abc")),
        ($"apps.{Lms}", "/authn/login") => new(200, "text/html", "<html></html>"),
        _ => new(404, "text/plain", "no such page"),
    };

    private static Task CheckAsync(SecureServer server, IStageReport report) =>
        RunAsync(new CheckPlatform(Hosts, null, null, TimeSpan.Zero, null, server.ConnectAsync, server.Trust, null), report);

    private static async Task RunAsync(CheckPlatform stage, IStageReport report) =>
        await stage.ApplyAsync(await stage.PlanAsync(report, Token), report, Token);
}
