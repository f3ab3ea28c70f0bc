using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace TutorPipeline.KubernetesApi.Tests.Platform;

/// <summary>The real kubectl forwards ports of pods that are played.</summary>
public static partial class PortForwardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public static async Task Kubectl_leads_to_a_pod_of_a_service()
    {
        Kubectl.SkipWithout();
        await using var server = await ApiServerProcess.StartAsync();
        await Played.MakeAsync(server, "lms");
        using var forward = Start(server, "service/lms", ":8000");
        using var client = new HttpClient { BaseAddress = await ReadAddressAsync(forward) };

        // Twice: a second connection is a second pair of streams, and its headers point back at those of the first.
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/heartbeat");
            (request.Headers.Host, request.Headers.ConnectionClose) = (Played.Lms, true);
            using var answer = await client.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("\"sql\":{\"status\":true", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        await EndAsync(forward);
    }

    [Fact]
    public static async Task Kubectl_says_that_nothing_listens()
    {
        Kubectl.SkipWithout();
        await using var server = await ApiServerProcess.StartAsync();
        await Played.MakeAsync(server, "lms");
        using var forward = Start(server, $"pod/{await Played.PodOfAsync(server, "lms")}", ":9999");
        using var client = new HttpClient { BaseAddress = await ReadAddressAsync(forward) };

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("/heartbeat", UriKind.Relative), Token));

        string? said;
        do
        {
            said = await forward.StandardError.ReadLineAsync(Token).AsTask().WaitAsync(TimeSpan.FromMinutes(1), Token);
        }
        while (said?.Contains("refused", StringComparison.Ordinal) == false);

        Assert.Contains("dial tcp4 127.0.0.1:9999: connect: connection refused", said, StringComparison.Ordinal);
        await EndAsync(forward);
    }

    private static Process Start(ApiServerProcess server, params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", ["port-forward", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = server.Kubeconfig;
        return Process.Start(start)!;
    }

    private static async Task<Uri> ReadAddressAsync(Process forward)
    {
        var line = await forward.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.True(line is not null, line is null ? await forward.StandardError.ReadToEndAsync(Token) : "");
        return new Uri("http://" + Address().Match(line!).Groups[1].Value);
    }

    private static async Task EndAsync(Process forward)
    {
        forward.Kill();
        await forward.WaitForExitAsync(Token);
    }

    [GeneratedRegex("^Forwarding from ([0-9.]+:[0-9]+)")]
    private static partial Regex Address();
}
