using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>Looks into the stand-in for AWS past the pipeline.</summary>
internal sealed class StandInForAws(Uri address) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = address };

    /// <summary>How many things of a kind there are, such as <c>DBInstance</c>.</summary>
    public async Task<int> CountAsync(string kind) => kind switch
    {
        "DBInstance" => await AskAsync("rds", "DescribeDBInstances&Version=2014-10-31", "<DBInstanceIdentifier>"),
        "DBCluster" => await AskAsync("rds", "DescribeDBClusters&Version=2014-10-31", "<DBClusterIdentifier>"),
        "ReplicationGroup" => await AskAsync("elasticache", "DescribeReplicationGroups&Version=2015-02-02", "<ReplicationGroupId>"),
        "NatGateway" => await AskAsync(
            "ec2", "DescribeNatGateways&Version=2016-11-15&Filter.1.Name=state&Filter.1.Value.1=available", "<natGatewayId>"),
        "Vpc" => await AskAsync("ec2", "DescribeVpcs&Version=2016-11-15", "<cidrBlock>192.168.0.0/20</cidrBlock>"),
        "RouteTable" => await AskAsync("ec2", "DescribeRouteTables&Version=2016-11-15", "<routeTableId>"),
        "Cluster" => Occurrences(await GetAsync("/clusters", "eks"), "virginia"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody knows how to count these."),
    };

    /// <summary>How many CloudFront distributions there are.</summary>
    public async Task<int> DistributionsAsync() =>
        Texts(await GetAsync("/2020-05-31/distribution", "cloudfront"), "DistributionSummary", "Id").Count;

    /// <summary>The names of all buckets.</summary>
    public async Task<IReadOnlyList<string>> BucketsAsync() => Texts(await GetAsync("/"), "Bucket", "Name");

    /// <summary>Every object of a bucket by its key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ObjectsAsync(string bucket)
    {
        var objects = new Dictionary<string, string>();
        foreach (var key in Texts(await GetAsync($"/{bucket}?list-type=2"), "Contents", "Key"))
        {
            objects[key] = await GetAsync($"/{bucket}/{key}");
        }

        return objects;
    }

    public void Dispose() => client.Dispose();

    private static List<string> Texts(string xml, string element, string name) =>
    [
        .. XDocument.Parse(xml).Descendants().Where(e => e.Name.LocalName == element)
            .Select(e => e.Elements().First(child => child.Name.LocalName == name).Value),
    ];

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private async Task<int> AskAsync(string service, string action, string mark)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative))
        {
            Content = new StringContent($"Action={action}", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        return Occurrences(await SendAsync(request, service), mark);
    }

    private async Task<string> GetAsync(string path, string service = "s3")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await SendAsync(request, service);
    }

    // moto reads the service from the signature's scope, and checks no signature.
    private async Task<string> SendAsync(HttpRequestMessage request, string service)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", $"Credential=rehearsal/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=none");
        using var response = await client.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
