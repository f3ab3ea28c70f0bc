using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests;

/// <summary>The stand-in API server as a process of its own, started on a free port and ended with SIGTERM.</summary>
public sealed class ApiServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ApiServerProcess(Process process, JsonNode ready, string token)
    {
        this.process = process;
        Url = (string)ready["url"]!;
        Kubeconfig = (string)ready["kubeconfig"]!;
        LoadBalancer = (string)ready["loadBalancer"]!;
        Token = token;
        Http = new HttpClient(new HttpClientHandler
        {
            CheckCertificateRevocationList = true,

            // The authority is made anew for each run; what is tested here is what the server says.
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        })
        {
            BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(60),
        };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("Python-urllib/3.11");
    }

    public string Url { get; }

    public string Kubeconfig { get; }

    /// <summary>Host and port at which the platform's load balancer is played.</summary>
    public string LoadBalancer { get; }

    public string Token { get; }

    /// <summary>Its certificate authority as a cluster stack hands it over: base64-encoded PEM.</summary>
    public string Authority =>
        File.ReadAllLines(Kubeconfig).Single(l => l.Contains("certificate-authority-data", StringComparison.Ordinal)).Split(": ")[1];

    public HttpClient Http { get; }

    public int Id => process.Id;

    public static async Task<ApiServerProcess> StartAsync(params string[] arguments)
    {
        var token = "token-of-this-test";
        var program = Path.Combine(AppContext.BaseDirectory, "TutorPipeline.Rehearsal.dll");
        var start = new ProcessStartInfo("dotnet", [program, "kubernetes-api", "--token", token, "--time-factor", "0.05", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.True(line is not null, "The stand-in did not start: " + (line is null ? await process.StandardError.ReadToEndAsync() : ""));
        return new ApiServerProcess(process, JsonNode.Parse(line!)!, token);
    }

    /// <summary>Sends a request of any shape and reads the answer as JSON, or as text where it is none.</summary>
    public async Task<(int Status, JsonNode? Body)> SendAsync(
        string method, string path, JsonNode? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue(contentType));
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return ((int)response.StatusCode, isJson ? Parse(text) : JsonValue.Create(text));
    }

    public Task<(int Status, JsonNode? Body)> ApplyAsync(string path, string json) =>
        SendAsync("PATCH", path, JsonNode.Parse(json), "application/apply-patch+yaml");

    /// <summary>Watches until what was seen is enough, and gives the types of the events.</summary>
    public async Task<List<string>> WatchAsync(string path, Func<List<string>, bool> isEnough)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var uri = new Uri($"{path}&watch=true", UriKind.Relative);
        using var response = await Http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));
        var types = new List<string>();
        while (!isEnough(types) && await reader.ReadLineAsync(limit.Token) is { } line)
        {
            types.Add((string)JsonNode.Parse(line)!["type"]!);
        }

        return types;
    }

    /// <summary>Follows a watch until what was seen is enough, or until a minute is over.</summary>
    public async Task<List<JsonNode>> FollowAsync(string path, Func<List<JsonNode>, bool> isEnough)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var events = new List<JsonNode>();
        try
        {
            var uri = new Uri(path, UriKind.Relative);
            using var response = await Http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));
            while (!isEnough(events) && await reader.ReadLineAsync(limit.Token) is { } line)
            {
                events.Add(JsonNode.Parse(line)!);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return events; // The caller says what it lacks.
        }

        return events;
    }

    /// <summary>The version of the last change, from which a watch misses nothing that follows.</summary>
    public async Task<string> RevisionAsync() =>
        (string)(await SendAsync("GET", "/api/v1/namespaces")).Body!["metadata"]!["resourceVersion"]!;

    /// <summary>Says what becomes of images, see the server's <c>/rehearsal/images</c>.</summary>
    public async Task ImagesAsync(string json) =>
        (await Http.PostAsJsonAsync("/rehearsal/images", JsonNode.Parse(json))).EnsureSuccessStatusCode();

    /// <summary>Makes the next requests fail, see the server's <c>/rehearsal/faults</c>.</summary>
    public async Task FailAsync(string json) =>
        (await Http.PostAsJsonAsync("/rehearsal/faults", JsonNode.Parse(json))).EnsureSuccessStatusCode();

    /// <summary>Every request so far, as <c>GET /api</c>.</summary>
    public async Task<string[]> RequestsAsync()
    {
        var (_, body) = await SendAsync("GET", "/rehearsal/requests");
        return [.. body!["requests"]!.AsArray().Select(r => (string)r!)];
    }

    /// <summary>Asks it to end as an operator would, and says how it did.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        File.Delete(Kubeconfig);
        process.Dispose();
    }

    /// <summary>One document, or the documents of a watch as an array.</summary>
    private static JsonNode? Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var isWatch = text.Length == 0 || text.StartsWith("{\"type\":", StringComparison.Ordinal);
        return isWatch ? new JsonArray([.. lines.Select(l => JsonNode.Parse(l))]) : JsonNode.Parse(text);
    }
}
