using System.Buffers.Binary;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http.Spdy;

/// <summary>One frame of SPDY/3.1: data of a stream, or a word about streams.</summary>
/// <param name="Type">0 for data.</param>
/// <param name="Flags">1: nothing follows from this side.</param>
/// <param name="Stream">The stream of data; 0 for other frames, which have it in their body.</param>
/// <param name="Body">What it holds.</param>
internal sealed record SpdyFrame(int Type, byte Flags, int Stream, byte[] Body)
{
    public const int Data = 0;
    public const int SynStream = 1;
    public const int SynReply = 2;
    public const int RstStream = 3;
    public const int Ping = 6;
    public const int GoAway = 7;

    public const byte Fin = 1;

    public bool IsLast => (Flags & Fin) != 0;

    /// <summary>The stream that a frame which is no data is about.</summary>
    public int Subject => BinaryPrimitives.ReadInt32BigEndian(Body) & int.MaxValue;
}

/// <summary>Reads and writes frames on a connection.</summary>
internal sealed class SpdyFrames(Stream connection) : IDisposable
{
    private const int HeadLength = 8;
    private const byte Control = 0x80;
    private const byte Version = 3;

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The next frame; null at the end.</summary>
    public async Task<SpdyFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        var head = new byte[HeadLength];
        if (await connection.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancellationToken) < HeadLength)
        {
            return null;
        }

        var first = BinaryPrimitives.ReadInt32BigEndian(head);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)) & 0xffffff];
        await connection.ReadExactlyAsync(body, cancellationToken);
        return first >= 0 ? new(SpdyFrame.Data, head[4], first, body) : new(first & 0xffff, head[4], 0, body);
    }

    public Task WriteDataAsync(int stream, ReadOnlyMemory<byte> data, bool isLast, CancellationToken cancellationToken)
    {
        var head = new byte[HeadLength];
        BinaryPrimitives.WriteInt32BigEndian(head, stream);
        return WriteAsync(head, isLast ? SpdyFrame.Fin : (byte)0, data, cancellationToken);
    }

    public Task WriteControlAsync(int type, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        WriteAsync([Control, Version, 0, (byte)type, 0, 0, 0, 0], 0, body, cancellationToken);

    public void Dispose() => turn.Dispose();

    private async Task WriteAsync(byte[] head, byte flags, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), body.Length);
        head[4] = flags;
        await turn.WaitAsync(cancellationToken);
        try
        {
            await connection.WriteAsync((byte[])[.. head, .. body.Span], cancellationToken);
            await connection.FlushAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }
}
