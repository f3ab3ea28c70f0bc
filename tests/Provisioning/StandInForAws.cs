using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>Looks into the stand-in for AWS past the pipeline.</summary>
internal sealed class StandInForAws(Uri address) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = address };

    /// <summary>How many things of a kind there are, such as <c>rds</c> and <c>DBInstance</c>.</summary>
    public async Task<int> CountAsync(string service, string kind)
    {
        using var all = JsonDocument.Parse(await client.GetStringAsync(new Uri("/moto-api/data.json", UriKind.Relative)));
        return all.RootElement.TryGetProperty(service, out var kinds) && kinds.TryGetProperty(kind, out var things) ? things.GetArrayLength() : 0;
    }

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

    // moto reads the service from the signature's scope, and checks no signature.
    private async Task<string> GetAsync(string path, string service = "s3")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", $"Credential=rehearsal/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=none");
        using var response = await client.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
