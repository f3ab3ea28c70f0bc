using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace TutorPipeline.Rehearsal.KubernetesApi.Platform;

/// <summary>Connections to single pods, for port-forwards: a port on loopback where the number at the caller's end tells the pod.</summary>
internal sealed class PodDoor(PlatformPlayer player)
{
    private readonly ConcurrentDictionary<int, PlayedPod> callers = new();

    /// <summary>Where it listens; known once the server has started.</summary>
    public int Port { get; set; }

    public Task AnswerAsync(HttpContext context) => callers.TryGetValue(context.Connection.RemotePort, out var pod)
        ? player.AnswerAsync(context, pod)
        : PlatformPlayer.WriteAsync(context, 403, "text/plain", "pods are reached through port-forwards only");

    /// <summary>Connects to a port of a pod.</summary>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    public async Task<Stream> ConnectAsync(PlayedPod pod, int port, CancellationToken cancellationToken)
    {
        if (PlatformPlayer.PortOf(pod.Part) != port)
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        Socket? socket = null;
        try
        {
            socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            callers[((IPEndPoint)socket.LocalEndPoint!).Port] = pod;
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
