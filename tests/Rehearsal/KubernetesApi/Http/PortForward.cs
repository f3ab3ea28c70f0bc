using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TutorPipeline.Rehearsal.KubernetesApi.Http.Spdy;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Platform;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>
/// Leads connections to ports of a pod, as a kubelet does it over a WebSocket: each port has a channel for its data and one for what went
/// wrong, and the first message of each says the port's number.
/// </summary>
internal sealed class PortForward(Routes routes, PodDoor door)
{
    public const string Protocol = "v4.channel.k8s.io";

    public async Task ServeAsync(HttpContext context, Target target, CancellationToken cancellationToken)
    {
        var pod = routes.Find(target.Namespace!, target.Name!) ?? throw new ApiException(
            500, "InternalError", $"error forwarding port to pod {target.Name}: container not running ({target.Name})");
        if (context.Request.Headers.Upgrade == SpdyForward.Upgrade && context.Features.Get<IHttpUpgradeFeature>() is { } upgrade)
        {
            await ServeAsync(upgrade, context.Response, pod, cancellationToken);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            throw ApiException.BadRequest(
                $"unable to upgrade: this server forwards ports with {SpdyForward.Upgrade}, and over WebSockets with {Protocol}");
        }

        var ports = Ports(context.Request.Query);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Protocol);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var turn = new SemaphoreSlim(1);
        var session = new Session(socket, turn, ended.Token);
        try
        {
            await session.RunAsync(ports, port => door.ConnectAsync(pod, port, ended.Token), pod.Namespace);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            // The client went away, or the server ends.
        }
        finally
        {
            await ended.CancelAsync();
            await session.DisposeAsync();
        }
    }

    private async Task ServeAsync(IHttpUpgradeFeature upgrade, HttpResponse response, PlayedPod pod, CancellationToken cancellationToken)
    {
        response.Headers.Upgrade = SpdyForward.Upgrade;
        response.Headers["X-Stream-Protocol-Version"] = SpdyForward.Protocol;
        await using var wire = await upgrade.UpgradeAsync();
        await using var forward = new SpdyForward(wire, (port, token) => door.ConnectAsync(pod, port, token), pod.Namespace);
        try
        {
            await forward.RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went away, or the server ends.
        }
    }

    /// <exception cref="ApiException">None is named, or one is no number.</exception>
    private static List<int> Ports(IQueryCollection query)
    {
        var ports = new List<int>();
        foreach (var text in query["ports"].SelectMany(value => (value ?? "").Split(',')))
        {
            ports.Add(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
                ? port : throw ApiException.BadRequest($"unable to parse \"{text}\" as a port"));
        }

        return ports.Count > 0 ? ports : throw ApiException.BadRequest("query parameter \"ports\" is required");
    }

    /// <summary>One WebSocket and the connections behind it.</summary>
    private sealed class Session(WebSocket socket, SemaphoreSlim turn, CancellationToken cancellationToken) : IAsyncDisposable
    {
        private const int Largest = 32 * 1024;

        private readonly List<Stream?> streams = [];
        private readonly List<Task> pumps = [];

        public async Task RunAsync(IReadOnlyList<int> ports, Func<int, Task<Stream>> connect, string place)
        {
            foreach (var port in ports)
            {
                await OpenAsync(port, (byte)(2 * streams.Count), connect, place);
            }

            var buffer = new byte[Largest];
            for (var channel = -1; ;)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                    return;
                }

                // Only the first part of a message has the channel's number.
                var start = channel < 0 ? Math.Min(1, got.Count) : 0;
                var data = buffer.AsMemory(start, got.Count - start);
                channel = channel < 0 && got.Count > 0 ? buffer[0] : channel;
                if (data.Length > 0 && channel % 2 == 0 && channel / 2 < streams.Count && streams[channel / 2] is { } stream)
                {
                    await stream.WriteAsync(data, cancellationToken);
                }

                channel = got.EndOfMessage ? -1 : channel;
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var stream in streams.OfType<Stream>())
            {
                await stream.DisposeAsync();
            }

            await Task.WhenAll(pumps);
        }

        private async Task OpenAsync(int port, byte channel, Func<int, Task<Stream>> connect, string place)
        {
            byte[] number = [(byte)port, (byte)(port >> 8)];
            await SendAsync(channel, number);
            await SendAsync((byte)(channel + 1), number);
            try
            {
                var stream = await connect(port);
                streams.Add(stream);
                pumps.Add(PumpAsync(stream, channel));
            }
            catch (SocketException)
            {
                streams.Add(null);
                await SendAsync((byte)(channel + 1), Encoding.UTF8.GetBytes(Refused(port, place)));
            }
        }

        private async Task PumpAsync(Stream stream, byte channel)
        {
            try
            {
                var buffer = new byte[Largest];
                while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
                {
                    await SendAsync(channel, buffer.AsMemory(0, count));
                }

                await turn.WaitAsync(cancellationToken);
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
            }
            catch (Exception e) when (e is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of both ends went away, and the session with it.
            }
        }

        private async Task SendAsync(byte channel, ReadOnlyMemory<byte> data)
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                await socket.SendAsync((byte[])[channel, .. data.Span], WebSocketMessageType.Binary, true, cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    internal static string Refused(int port, string place) =>
        $"failed to execute portforward in network namespace of {place}: failed to connect to localhost:{port} inside namespace, "
        + $"IPv4: dial tcp4 127.0.0.1:{port}: connect: connection refused";
}
