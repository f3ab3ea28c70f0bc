namespace TutorPipeline.Tutor.Images.Checks;

/// <summary>A stream whose first bytes can be looked at before it is read.</summary>
/// <param name="inner">The stream.</param>
internal sealed class PeekedStream(Stream inner) : Stream
{
    private readonly byte[] head = new byte[512];
    private int length;
    private int position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes, at most 512; fewer of a shorter stream.</summary>
    public async Task<byte[]> PeekAsync(CancellationToken cancellationToken)
    {
        length = await inner.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return head[..length];
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => position < length ? FromHead(buffer) : inner.Read(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        position < length ? ValueTask.FromResult(FromHead(buffer.Span)) : inner.ReadAsync(buffer, cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int FromHead(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, length - position);
        head.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }
}
