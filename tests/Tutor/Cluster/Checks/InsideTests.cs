using System.Net.Sockets;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.KubernetesApi.Tests.Platform;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Checks;
using TutorPipeline.Tutor.Tests.Cluster.Access;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Checks;

/// <summary>A platform that is looked at from both sides, in a cluster that plays it.</summary>
public sealed class InsideTests : IAsyncLifetime
{
    private const string Lms = Played.Lms;
    private const string End = "Run CheckPlatform again when it is mended, or Rollback.";
    private static readonly PlatformHosts Hosts = new(Lms, $"studio.{Lms}", $"apps.{Lms}", $"cdn.{Lms}");

    private readonly string trust = Path.GetTempFileName();
    private ApiServerProcess? server;
    private ClusterAccess? deployer;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ApiServerProcess Server => server!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServerProcess.StartAsync("--rbac");
        await Played.MakeAsync(server);
        deployer = await Deployer.OfDefaultAsync(server);
        await File.WriteAllBytesAsync(trust, Convert.FromBase64String(server.Authority), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        File.Delete(trust);
    }

    [Fact]
    public async Task One_that_is_well_passes_every_check_on_both_sides()
    {
        var report = new FakeReport();

        await RunAsync(report);

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
        Assert.Equal(
            [
                $"heartbeat of {Lms} inside the cluster: 200 application/json",
                $"heartbeat of studio.{Lms} inside the cluster: 200 application/json",
            ],
            report.Said.TakeLast(2));
        Assert.Equal(12, report.Said.Count);
    }

    [Fact]
    public async Task A_load_balancer_that_fails_is_told_from_pods_that_are_well()
    {
        await Played.SickenAsync(Server, "balancer", "error");

        Assert.EndsWith(
            "LMS answers inside the cluster and not from outside: its pods are well. The load balancer or Caddy answers for the pods: see "
            + "its targets with 'kubectl describe ingress -n default', and 'kubectl logs -n default deployment/caddy'.\n"
            + "Studio answers inside the cluster and not from outside: its pods are well. The load balancer or Caddy answers for the pods: "
            + "see its targets with 'kubectl describe ingress -n default', and 'kubectl logs -n default deployment/caddy'.\n" + End,
            await FailAsync(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong-certificate")]
    [InlineData("expired-certificate")]
    public async Task A_certificate_that_is_not_accepted_is_told(string sickness)
    {
        await Played.SickenAsync(Server, "balancer", sickness);

        var message = await FailAsync();

        Assert.Contains($"  heartbeat of {Lms}: expected 200, found its certificate is not accepted: ", message, StringComparison.Ordinal);
        Assert.Contains(
            $"LMS answers inside the cluster and not from outside: its pods are well. The certificate that is shown for {Lms} is not "
            + "accepted: see the load balancer's listener and its certificate (ProvisionDns, RenderManifests), or name the authority with "
            + "--check-trust if it is your own.\n",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_told()
    {
        await Played.SickenAsync(Server, "balancer", "ending-certificate");

        var message = await FailAsync();

        var expected = $"  certificate of {Lms}: expected good for 14 days or more, found good for 9 days, until ";
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_takes_the_connection_is_told()
    {
        var closed = RegistryHost.Parse("127.0.0.1:1", null);

        var message = await FailAsync(new CheckDoors(closed, closed, trust));

        Assert.Contains(
            $"  heartbeat of {Lms}: expected 200, found {new SocketException((int)SocketError.ConnectionRefused).Message}\n",
            message,
            StringComparison.Ordinal);
        Assert.Contains(
            $"LMS answers inside the cluster and not from outside: its pods are well. Nothing answers where {Lms} leads: see the load "
            + "balancer with 'kubectl describe ingress -n default', its security groups and subnets, and whether DNS leads to the one that is "
            + "there now (PointDns).\n",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_well_itself_is_told()
    {
        await Played.SickenAsync(Server, "cms", "heartbeat");

        const string Found = "expected 200, found 503: not working are sql ((2006, 'MySQL server has gone away'))";
        Assert.Equal(
            $"The platform at {Lms} is not as its learners need it, after 0 minutes:\n"
            + $"  heartbeat of studio.{Lms}: {Found}\n"
            + $"  heartbeat of studio.{Lms} inside the cluster: {Found}\n"
            + "Studio is not well inside the cluster either, so load balancer and DNS are not the cause. See 'kubectl get pods -n default "
            + "-l app.kubernetes.io/name=cms' and 'kubectl logs -n default deployment/cms'.\n" + End,
            await FailAsync());
    }

    [Fact]
    public async Task A_service_without_a_ready_pod_is_told()
    {
        var from = await Server.RevisionAsync();
        await Server.SendAsync("DELETE", "/api/v1/namespaces/default/services/lms");
        await Server.FollowAsync(
            $"/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?watch=true&resourceVersion={from}",
            events => events.Exists(it => (string?)it["type"] == "DELETED"));

        var message = await FailAsync();

        var expected = $"  heartbeat of {Lms} inside the cluster: expected 200, found no ready pod behind the Service lms\n";
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("\nLMS is not well inside the cluster either, so load balancer and DNS are", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_may_forward_a_port_the_outside_has_to_do()
    {
        await Server.SendAsync("POST", "/rehearsal/users", System.Text.Json.Nodes.JsonNode.Parse("""{"token":"other","user":"ann"}"""));
        var report = new FakeReport();

        await RunAsync(report, inside: InsideBy("other"));

        var expected = $"heartbeat of {Lms} inside the cluster was not looked at: the API server did not lead there: 403 (";
        Assert.Contains(report.Warnings, line => line.StartsWith(expected, StringComparison.Ordinal)
            && line.EndsWith("It takes the right to list endpointslices and to create pods/portforward.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_port_forward_is_told_with_the_servers_status()
    {
        await Server.FailAsync("""{"count":2,"status":403,"path":"/portforward"}""");
        var report = new FakeReport();

        await RunAsync(report);

        Assert.Equal(
            $"heartbeat of {Lms} inside the cluster was not looked at: the API server did not lead there: it answered 403 (Forbidden). "
            + "It takes the right to list endpointslices and to create pods/portforward.",
            report.Warnings[0]);
    }

    [Fact]
    public async Task An_endpoint_with_a_token_leads_inside_as_a_kubeconfig_does()
    {
        var report = new FakeReport();

        await RunAsync(report, inside: InsideBy(Server.Token));

        Assert.Contains($"heartbeat of {Lms} inside the cluster: 200 application/json", report.Said);
    }

    [Fact]
    public async Task A_port_on_which_nothing_listens_is_told_in_the_servers_words()
    {
        using var connection = new ClusterConnection(new KubeconfigAccess(Server.Kubeconfig, null));
        var pod = await Played.PodOfAsync(Server, "lms");
        var path = $"/api/v1/namespaces/default/pods/{pod}/portforward?ports=9999";
        await using var tunnel = new PodTunnel(protocol => connection.OpenSocketAsync(path, protocol, Token));

        var thrown = await Assert.ThrowsAsync<IOException>(async () => await tunnel.ReadExactlyAsync(new byte[1], Token));

        Assert.EndsWith("dial tcp4 127.0.0.1:9999: connect: connection refused", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "CheckTrust: there is no file ")]
    [InlineData("no certificate", " has no certificate. Name a file with one or more certificates in PEM (-----BEGIN CERTIFICATE-----), "
        + "or leave the parameter out for the authorities that this machine trusts.")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", " cannot be read (")]
    public async Task A_file_of_authorities_that_cannot_be_used_is_refused_by_the_plan(string? text, string expected)
    {
        if (text is null)
        {
            File.Delete(trust);
        }
        else
        {
            await File.WriteAllTextAsync(trust, text, Token);
        }

        var thrown = await Assert.ThrowsAsync<CheckTrustException>(
            () => new CheckPlatform(Hosts, null, new CheckDoors(TrustFile: trust)).PlanAsync(new FakeReport(), Token));

        Assert.StartsWith("CheckTrust: ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    private PlatformInside InsideBy(string token) =>
        new(new EndpointAccess(new Uri(Server.Url), Server.Authority, new Fixed(token)), "default");

    private async Task<string> FailAsync(CheckDoors? doors = null) =>
        (await Assert.ThrowsAsync<PlatformUnfitException>(() => RunAsync(new FakeReport(), doors))).Message;

    private async Task RunAsync(IStageReport report, CheckDoors? doors = null, PlatformInside? inside = null)
    {
        var balancer = RegistryHost.Parse(Server.LoadBalancer, null);
        var stage = new CheckPlatform(
            Hosts,
            inside ?? new PlatformInside(deployer!, "default"),
            doors ?? new CheckDoors(balancer, balancer, trust),
            TimeSpan.Zero);
        await stage.ApplyAsync(await stage.PlanAsync(report, Token), report, Token);
    }

    private sealed class Fixed(string token) : IClusterTokens
    {
        public Task<Secret> GetAsync(CancellationToken cancellationToken) => Task.FromResult(new Secret(token));
    }
}
