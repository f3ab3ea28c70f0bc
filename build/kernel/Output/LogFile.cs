using System.Globalization;
using System.Text;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>
/// Writes <c>run.log</c>: all levels, each target's lines together, in plan order. While the run lasts every line goes to
/// <c>run.partial.log</c> as it comes, so that a killed run leaves its log; only where each target's lines lie is kept in memory.
/// </summary>
internal sealed class LogFile(RunRecord record, OutputOptions options) : IRunObserver, IDisposable
{
    /// <summary>The file's name in the artifacts folder.</summary>
    public const string Name = "run.log";

    /// <summary>The file that grows while the run lasts.</summary>
    public const string PartialName = "run.partial.log";

    private readonly Lock gate = new();
    private readonly LogSegments segments = new();
    private FileStream? partial;
    private bool hasEnded;

    private string PartialPath => Path.Combine(options.ArtifactsDirectory, PartialName);

    /// <inheritdoc/>
    public void Started(RunStarted started) => Write(started.At, null, LogLevel.Information, EventText.Started(started));

    /// <inheritdoc/>
    public void TargetStarted(string target, DateTimeOffset at) => Write(at, target, LogLevel.Information, "Started");

    /// <inheritdoc/>
    public void Logged(LogLine line)
    {
        if (!line.IsKeptNowhere)
            Write(line.At, line.Target, line.Level, line.Message);
    }

    /// <inheritdoc/>
    public void Changed(ReportedChange change) => Write(record.Now, change.Target, LogLevel.Information, ChangeKinds.Line(change));

    /// <inheritdoc/>
    public void Gap(ReportedGap gap) =>
        Write(record.Now, gap.Target, LogLevel.Information, $"{EventText.Gap(gap)} How to get it: {PlainText.OneLine(gap.HowToGet)}");

    /// <inheritdoc/>
    public void Finished(TargetFinished target)
    {
        var (level, text) = EventText.Finished(target, record.Started.IsDryRun);
        Write(record.Now, target.Target, level, text);
        if (EventText.Trace(target) is { } trace)
            Write(record.Now, target.Target, LogLevel.Verbose, trace);
    }

    /// <inheritdoc/>
    public void RunFinished(RunFinished finished)
    {
        lock (gate)
        {
            hasEnded = true;
            if (partial is null)
                return;
            AtomicFile.Write(Path.Combine(options.ArtifactsDirectory, Name), stream => Stitch(stream, finished));
            partial.Dispose();
            partial = null;
            File.Delete(PartialPath);
        }
    }

    /// <summary>Closes the partial file; it stays when the run did not end.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            hasEnded = true;
            partial?.Dispose();
            partial = null;
        }
    }

    private void Write(DateTimeOffset at, string? target, LogLevel level, string text)
    {
        var block = new StringBuilder();
        foreach (var line in PlainText.Lines(options.Masker.Mask(text)))
        {
            block.Append(CultureInfo.InvariantCulture, $"{at:HH:mm:ss.fff} [{EventText.Tag(level)}] ");
            block.Append(target).Append(target is null ? string.Empty : " │ ").Append(line).Append('\n');
        }

        var bytes = Encoding.UTF8.GetBytes(options.Masker.Mask(block.ToString()));
        lock (gate)
        {
            if (hasEnded)
                return;
            var file = partial ??= Open();
            segments.Add(target ?? string.Empty, file.Position, bytes.Length);
            file.Write(bytes);
        }
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(options.ArtifactsDirectory);

        // No buffer of our own: what was written is with the system, and survives us.
        return new FileStream(PartialPath, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>Lines of no target first, then each target's; masked once more, because a secret may have become known later.</summary>
    private void Stitch(Stream stream, RunFinished finished)
    {
        segments.Copy(string.Empty, partial!, stream, options.Masker);
        var planned = new HashSet<string>(StringComparer.Ordinal) { string.Empty };
        foreach (var target in record.Started.Plan)
        {
            planned.Add(target.Name);
            CopyTarget(target.Name, stream);
        }

        foreach (var name in segments.Names)
        {
            if (!planned.Contains(name))
                CopyTarget(name, stream);
        }

        var end = new EndOfRun(record, options, Palette.None, width: null).Text(finished);
        stream.Write(Encoding.UTF8.GetBytes($"\n── End ──\n{end}"));
    }

    private void CopyTarget(string name, Stream stream)
    {
        if (!segments.Has(name))
            return;
        stream.Write(Encoding.UTF8.GetBytes(options.Masker.Mask($"\n── {name} ──\n")));
        segments.Copy(name, partial!, stream, options.Masker);
    }
}
