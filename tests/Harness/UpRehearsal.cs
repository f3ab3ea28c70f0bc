using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace TutorPipeline.Harness.Tests;

/// <summary>Stand-ins that are up for all tests of a class, and calls of AWS as moto understands them.</summary>
public sealed partial class UpRehearsal : IDisposable
{
    private readonly Platform platform = new();
    private readonly Lazy<Uri> address;

    public UpRehearsal() => address = new(Up);

    /// <summary>The file by which kubectl reaches the API server, which runs after the first call.</summary>
    public string Kubeconfig => platform.PathOf(".nuke/temp/rehearsal/kubeconfig");

    /// <summary>Skips the test where moto is missing, otherwise starts it unless it runs.</summary>
    public HttpClient OrSkip(string service)
    {
        Moto.OrSkip();
        var client = new HttpClient { BaseAddress = address.Value };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", $"Credential=rehearsal/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=none");
        return client;
    }

    /// <summary>Calls an operation of a service with the query protocol.</summary>
    public async Task<(int Status, string Body)> QueryAsync(string service, string form)
    {
        using var client = OrSkip(service);
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync(new Uri("/", UriKind.Relative), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Calls an operation of a service whose operations are paths.</summary>
    public async Task<(int Status, string Body)> SendAsync(string service, string method, string path, string? json = null)
    {
        using var client = OrSkip(service);
        using var request = new HttpRequestMessage(new(method), path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Tells the server which calls are to fail.</summary>
    public async Task<(int Status, string Body)> FaultsAsync(string method, string? json = null) =>
        await SendAsync("none", method, "/rehearsal/faults", json);

    public void Dispose() => platform.Dispose();

    private Uri Up()
    {
        var up = platform.Run("up");
        Assert.True(up.ExitCode == 0, up.Error);
        return new(Endpoint().Match(up.Output).Groups[1].Value);
    }

    [GeneratedRegex("NUKE_AWS_ENDPOINT='(.*)'")]
    private static partial Regex Endpoint();
}
