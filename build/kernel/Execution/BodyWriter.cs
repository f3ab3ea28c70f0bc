using System.Text;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Execution;

/// <summary>
/// Stands in for the console while targets run: what a body writes there becomes lines of its target's log, so that it is masked, kept
/// together and no break in a stream of JSON. Safe for use by several threads.
/// </summary>
internal sealed class BodyWriter : TextWriter
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, StringBuilder> pending = new(StringComparer.Ordinal);
    private readonly IRunObserver observer;
    private readonly TimeProvider clock;

    /// <summary>Makes a writer that says everything to the observer.</summary>
    public BodyWriter(IRunObserver observer, TimeProvider clock)
    {
        this.observer = observer;
        this.clock = clock;
        CoreNewLine = ['\n'];
    }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Append([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Append(value);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Append(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Append(buffer);

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Append(value + "\n");

    /// <summary>Says the lines that were never ended.</summary>
    public void SayRest()
    {
        lock (gate)
        {
            foreach (var (target, text) in pending)
            {
                if (text.Length > 0)
                    Say(target, text.ToString());
            }

            pending.Clear();
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        var target = ITargetRun.Current?.Target ?? string.Empty;
        lock (gate)
        {
            if (!pending.TryGetValue(target, out var line))
                pending[target] = line = new StringBuilder();
            for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n'))
            {
                Say(target, line.Append(text[..end]).ToString());
                line.Clear();
                text = text[(end + 1)..];
            }

            line.Append(text);
        }
    }

    private void Say(string target, string line) => observer.Logged(
        new LogLine(clock.GetLocalNow(), target.Length == 0 ? null : target, LogLevel.Information, line.TrimEnd('\r')));
}
