using System.Text;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>For a person at a terminal, or a file somebody redirected to: one line an event, the tables at the end.</summary>
internal sealed class ConsoleView(RunRecord record, OutputOptions options) : IRunObserver
{
    private const int WidestName = 24;
    private readonly MaskedOutput output = new(options.Out, options.Masker);
    private readonly Palette palette = new(options.HasColour);

    /// <inheritdoc/>
    public void Started(RunStarted started) => Say(started.At, null, LogLevel.Information, EventText.Started(started));

    /// <inheritdoc/>
    public void TargetStarted(string target, DateTimeOffset at)
    {
        if (!record.OnlyCollects(target))
            Say(at, target, LogLevel.Information, "Started");
    }

    /// <inheritdoc/>
    public void Logged(LogLine line) => Say(line.At, line.Target, line.Level, line.Message);

    /// <inheritdoc/>
    public void Changed(ReportedChange change) =>
        Say(record.Now, change.Target, LogLevel.Information, ChangeKinds.Line(change), line => palette.Change(change.Kind, line));

    /// <inheritdoc/>
    public void Gap(ReportedGap gap) => Say(record.Now, gap.Target, LogLevel.Information, EventText.Gap(gap));

    /// <inheritdoc/>
    public void Finished(TargetFinished target)
    {
        if (target.Status == TargetStatus.Succeeded && record.OnlyCollects(target.Target))
            return;
        var (level, text) = EventText.Finished(target, record.Started.IsDryRun);
        Say(record.Now, target.Target, level, text, line => palette.Status(target.Status, line));
        if (EventText.Trace(target) is { } trace)
            Say(record.Now, target.Target, LogLevel.Verbose, trace);
    }

    /// <inheritdoc/>
    public void RunFinished(RunFinished finished) =>
        output.Write(new EndOfRun(record, options, palette, options.TableWidth).Text(finished));

    private void Say(DateTimeOffset at, string? target, LogLevel level, string text, Func<string, string>? paint = null)
    {
        if (!EventText.IsSaid(level, options.Request.Verbosity))
            return;
        var block = new StringBuilder();
        foreach (var line in PlainText.Lines(options.Masker.Mask(text)))
        {
            block.Append(EventText.Time(at)).Append(' ').Append(palette.Level(level, $"[{EventText.Tag(level)}]")).Append(' ');
            if (target is not null)
                block.Append(palette.Target(target, target.PadRight(Math.Min(record.LongestName, WidestName)))).Append(" │ ");
            block.Append(paint is null ? palette.Level(level, line) : paint(line)).Append('\n');
        }

        output.Write(block.ToString());
    }
}
