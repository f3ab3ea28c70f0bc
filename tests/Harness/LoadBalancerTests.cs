using System.Net.Http.Headers;
using System.Text;

namespace TutorPipeline.Harness.Tests;

/// <summary>The load balancers that the cluster makes are in the account, as a real controller would have made them there.</summary>
public sealed class LoadBalancerTests(UpRehearsal rehearsal) : IClassFixture<UpRehearsal>, IDisposable
{
    private const string Host = "k8s-prod-openedx.elb.amazonaws.com";
    private const string Cluster = """{"name":"one","roleArn":"arn:aws:iam::210987654321:role/eks","resourcesVpcConfig":{}}""";
    private const string Ingress = """
        {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"openedx"},"spec":{"rules":[{"host":"lms.example.com"}]}}
        """;

    private readonly HttpClient kubernetes = new(new HttpClientHandler
    {
        CheckCertificateRevocationList = true,

        // Its authority is made anew for each run, and others hold the server's certificate to it.
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_of_an_ingress_is_described_where_the_cluster_is_until_the_ingress_goes()
    {
        Assert.Equal(200, (await rehearsal.SendAsync("eks", "POST", "/clusters", Cluster)).Status);
        await AskAsync("POST", "/api/v1/namespaces", """{"metadata":{"name":"prod"}}""");
        await AskAsync("POST", "/apis/networking.k8s.io/v1/namespaces/prod/ingresses", Ingress);

        var described = await UntilAsync(body => body.Contains(Host, StringComparison.Ordinal));

        Assert.Contains($"<DNSName>{Host}</DNSName>", described, StringComparison.Ordinal);
        Assert.Matches("<CanonicalHostedZoneId>Z[A-Z0-9]+</CanonicalHostedZoneId>", described);
        Assert.Contains("<Type>application</Type>", described, StringComparison.Ordinal);
        var arn = "arn:aws:elasticloadbalancing:us-east-1:210987654321:loadbalancer/app/k8s-prod-openedx/";
        Assert.Contains(arn, described, StringComparison.Ordinal);
        Assert.Contains(Host, (await DescribeAsync("&Names.member.1=k8s-prod-openedx")).Body, StringComparison.Ordinal);
        var other = await DescribeAsync("&Names.member.1=another");
        Assert.Equal(400, other.Status);
        Assert.Contains("LoadBalancerNotFound", other.Body, StringComparison.Ordinal);

        await AskAsync("DELETE", "/apis/networking.k8s.io/v1/namespaces/prod/ingresses/openedx");
        Assert.DoesNotContain(Host, await UntilAsync(body => !body.Contains(Host, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    public void Dispose() => kubernetes.Dispose();

    private Task<(int Status, string Body)> DescribeAsync(string more = "") =>
        rehearsal.QueryAsync("elasticloadbalancing", "Action=DescribeLoadBalancers&Version=2015-12-01" + more);

    private async Task<string> UntilAsync(Func<string, bool> isWanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var (status, body) = await DescribeAsync();
            Assert.Equal(200, status);
            if (isWanted(body))
            {
                return body;
            }

            await Task.Delay(100, limit.Token);
        }
    }

    private async Task AskAsync(string method, string path, string? json = null)
    {
        var lines = await File.ReadAllLinesAsync(rehearsal.Kubeconfig, Token);
        string Value(string name) => lines.Single(line => line.Contains($"{name}: ", StringComparison.Ordinal)).Split(": ")[1];
        using var request = new HttpRequestMessage(new(method), new Uri(Value("server") + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Value("token"));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await kubernetes.SendAsync(request, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
