using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Benchmarks;

/// <summary>The stand-in API server as a process, without controllers, so that only applying is measured.</summary>
internal sealed class StandIn : BenchmarkCluster
{
    private const string Token = "token-of-the-benchmark";

    private readonly Process process;

    public StandIn(string root, string folder, TimeSpan late)
    {
        Kubeconfig = Path.Combine(folder, $"{Guid.NewGuid():n}.kubeconfig");
        var start = new ProcessStartInfo(
            "dotnet",
            [Program(root)!, "kubernetes-api", "--no-controllers", "--until-input-ends", "--token", Token, "--kubeconfig", Kubeconfig])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        process = Process.Start(start)!;
        var ready = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The stand-in API server did not start.");
        if (late > TimeSpan.Zero)
        {
            SlowDownAsync((string)JsonNode.Parse(ready)!["url"]!, late).GetAwaiter().GetResult();
        }
    }

    public override string Kubeconfig { get; }

    public static string? Program(string root) => new[] { "Release", "Debug" }
        .Select(configuration => Path.Combine(root, "tests", "Rehearsal", "bin", configuration, "net10.0", "TutorPipeline.Rehearsal.dll"))
        .FirstOrDefault(File.Exists);

    public override void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task SlowDownAsync(string url, TimeSpan late)
    {
        using var handler = new HttpClientHandler
        {
            CheckCertificateRevocationList = true,
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        var fault = new JsonObject { ["kind"] = "slow", ["count"] = int.MaxValue, ["milliseconds"] = (int)late.TotalMilliseconds };
        using var answer = await http.PostAsJsonAsync(new Uri("/rehearsal/faults", UriKind.Relative), fault);
        answer.EnsureSuccessStatusCode();
    }
}
