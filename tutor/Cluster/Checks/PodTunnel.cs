using System.Net.WebSockets;
using System.Text;
using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>
/// A connection to one port of a pod through the API server. Channel 0 of the WebSocket is the connection, channel 1 says what went wrong,
/// and the first message of each is the port's number.
/// </summary>
/// <param name="open">Opens the WebSocket, for which the first use waits.</param>
internal sealed class PodTunnel(Func<string, Task<WebSocket>> open) : Stream
{
    private const string Protocol = "v4.channel.k8s.io";
    private const int Channels = 2;
    private const int PortLength = 2;
    private const int Largest = 32 * 1024;

    private readonly byte[] buffer = new byte[Largest];
    private readonly bool[] announced = new bool[Channels];
    private readonly Lazy<Task<WebSocket>> socket = new(() => open(Protocol));
    private ReadOnlyMemory<byte> rest;
    private bool isStart = true;
    private byte channel;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="ClusterUnreachableException">The API server did not answer, or refused.</exception>
    /// <exception cref="IOException">The pod does not take the connection, or it breaks.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (rest.IsEmpty)
        {
            if (await ReceiveAsync(cancellationToken) is not { } message)
            {
                return 0;
            }

            rest = message;
        }

        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            byte[] message = [0, .. buffer.Span];
            await (await socket.Value).SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        catch (WebSocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // Each write is a message of its own.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && socket is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            socket.Value.Result.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What comes next for the reader; empty where it only says a port, null at the end.</summary>
    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult part;
        try
        {
            part = await (await socket.Value).ReceiveAsync(buffer.AsMemory(), cancellationToken);
        }
        catch (WebSocketException e)
        {
            throw new IOException(e.Message, e);
        }

        return part.MessageType == WebSocketMessageType.Close ? null : Open(buffer.AsMemory(0, part.Count), part.EndOfMessage);
    }

    private ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> data, bool isEnd)
    {
        if (isStart && !data.IsEmpty)
        {
            channel = data.Span[0];
            data = data[1..];
            if (channel < Channels && !announced[channel])
            {
                announced[channel] = true;
                data = data[Math.Min(PortLength, data.Length)..];
            }
        }

        isStart = isEnd;
        return channel switch
        {
            0 => data,
            1 when !data.IsEmpty => throw new IOException(Encoding.UTF8.GetString(data.Span).Trim()),
            _ => default,
        };
    }
}
