using System.Text;

namespace TutorPipeline.Kernel.Output;

/// <summary>
/// Masks whole lines on their way to another writer, however small the pieces they are written in, and passes each on in one write.
/// Safe for use by several threads. An unfinished last line leaves with <see cref="TextWriter.Dispose()"/>.
/// </summary>
internal sealed class LineMaskingWriter(TextWriter inner, SecretMasker masker) : TextWriter
{
    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Append([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Append(value);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Append(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Append(buffer);

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Append(value + NewLine);

    /// <summary>Nothing: half a line could hold half a secret.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (gate)
                Pass(pending.Length);
        }

        base.Dispose(disposing);
    }

    private void Append(ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            var lineEnd = text.LastIndexOf('\n');
            var finished = lineEnd < 0 ? 0 : pending.Length + lineEnd + 1;
            pending.Append(text);
            Pass(finished);
        }
    }

    private void Pass(int length)
    {
        if (length == 0)
            return;
        var text = pending.ToString(0, length);
        pending.Remove(0, length);
        inner.Write(masker.Mask(text));
        inner.Flush();
    }
}
