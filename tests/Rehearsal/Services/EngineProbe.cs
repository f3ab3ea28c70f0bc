using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>Asks whether an engine answers.</summary>
internal static class EngineProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The engine that the client would use: of <c>DOCKER_HOST</c>, or the one on the usual socket, if it answers.</summary>
    public static async Task<(Uri Address, string Version)?> RunningAsync(CancellationToken cancellationToken)
    {
        var named = Environment.GetEnvironmentVariable("DOCKER_HOST");
        var address = new Uri(named is { Length: > 0 } ? named : "unix:///var/run/docker.sock");
        return await VersionAsync(address, cancellationToken) is { } version ? (address, version) : null;
    }

    /// <summary>Its version, or null if it does not answer.</summary>
    public static async Task<string?> VersionAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = Client(address, Patience);
        try
        {
            var path = new Uri("version", UriKind.Relative);
            return (string?)(await client.GetFromJsonAsync<JsonObject>(path, cancellationToken))!["Version"];
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException or SocketException
            || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>A client of its API, without a version in the paths.</summary>
    public static HttpClient Client(Uri address, TimeSpan patience)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = Patience };
        if (address.Scheme == "unix")
        {
            handler.ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.LocalPath), token);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        var server = address.Scheme == "unix" ? new Uri("http://engine/") : new UriBuilder(address) { Scheme = "http" }.Uri;
        return new HttpClient(handler) { BaseAddress = server, Timeout = patience };
    }
}
