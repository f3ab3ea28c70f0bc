using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http.Spdy;

/// <summary>
/// A port-forward as kubectl asks for it: each connection is a pair of streams with the same <c>requestID</c>, one for its data and one
/// for what went wrong.
/// </summary>
/// <param name="wire">The connection.</param>
/// <param name="connect">Connects to a port of the pod.</param>
/// <param name="place">The pod's namespace, for messages.</param>
internal sealed class SpdyForward(Stream wire, Func<int, CancellationToken, Task<Stream>> connect, string place) : IAsyncDisposable
{
    public const string Upgrade = "SPDY/3.1";
    public const string Protocol = "portforward.k8s.io";

    private const int Largest = 32 * 1024;
    private const int SynHeadLength = 10;

    private readonly SpdyFrames frames = new(wire);
    private readonly SpdyHeaders headers = new();
    private readonly Dictionary<string, int> errors = [];
    private readonly Dictionary<int, Stream> pods = [];
    private readonly List<Task> pumps = [];
    private readonly CancellationTokenSource ended = new();

    /// <summary>Forwards until the client goes away.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = cancellationToken.Register(ended.Cancel);
        while (await frames.ReadAsync(ended.Token) is { } frame)
        {
            switch (frame.Type)
            {
                case SpdyFrame.SynStream:
                    await OpenAsync(frame);
                    break;
                case SpdyFrame.Data when pods.TryGetValue(frame.Stream, out var pod):
                    await PassAsync(pod, frame);
                    break;
                case SpdyFrame.RstStream when pods.Remove(frame.Subject, out var pod):
                    await pod.DisposeAsync();
                    break;
                case SpdyFrame.Ping:
                    await frames.WriteControlAsync(SpdyFrame.Ping, frame.Body, ended.Token);
                    break;
                case SpdyFrame.GoAway:
                    return;
                default:
                    break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        foreach (var pod in pods.Values)
        {
            await pod.DisposeAsync();
        }

        await Task.WhenAll(pumps);
        frames.Dispose();
        ended.Dispose();
    }

    private async Task OpenAsync(SpdyFrame frame)
    {
        var fields = headers.Read(frame.Body.AsSpan(SynHeadLength));
        byte[] reply = [.. frame.Body.AsSpan(0, sizeof(int)), .. headers.WriteNone()];
        await frames.WriteControlAsync(SpdyFrame.SynReply, reply, ended.Token);
        var (request, port) = (fields["requestID"], int.Parse(fields["port"], CultureInfo.InvariantCulture));
        if (fields["streamType"] == "error")
        {
            errors[request] = frame.Subject;
            return;
        }

        try
        {
            var pod = await connect(port, ended.Token);
            pods[frame.Subject] = pod;
            pumps.Add(PumpAsync(pod, frame.Subject, errors[request]));
        }
        catch (SocketException)
        {
            var words = Encoding.UTF8.GetBytes(PortForward.Refused(port, place));
            await frames.WriteDataAsync(errors[request], words, isLast: true, ended.Token);
            await frames.WriteDataAsync(frame.Subject, default, isLast: true, ended.Token);
        }
    }

    private async Task PassAsync(Stream pod, SpdyFrame frame)
    {
        try
        {
            await pod.WriteAsync(frame.Body, ended.Token);
            if (frame.IsLast && pod is NetworkStream network)
            {
                network.Socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The pod has closed the connection, and its pump says so.
        }
    }

    private async Task PumpAsync(Stream pod, int data, int error)
    {
        try
        {
            var buffer = new byte[Largest];
            while (await pod.ReadAsync(buffer, ended.Token) is > 0 and var count)
            {
                await frames.WriteDataAsync(data, buffer.AsMemory(0, count), isLast: false, ended.Token);
            }

            await frames.WriteDataAsync(data, default, isLast: true, ended.Token);
            await frames.WriteDataAsync(error, default, isLast: true, ended.Token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // One of both ends went away.
        }
    }
}
