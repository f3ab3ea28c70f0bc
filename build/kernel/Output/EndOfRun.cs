using System.Text;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>Writes the end of a run for people: in a dry run the changes, then always errors, summary table and one last line.</summary>
internal sealed class EndOfRun(RunRecord record, OutputOptions options, Palette palette, int? width)
{
    /// <summary>Everything, masked, lines ended by LF.</summary>
    public string Text(RunFinished finished)
    {
        var text = new StringBuilder();
        if (record.Started.IsDryRun)
        {
            new DryRunTable(options.Masker, palette, width).AppendTo(text, DryRunPlan.Of(record.Started, finished));
            new CostTable(options.Masker, palette, width).AppendTo(text, CostTotals.Of(record.Started, finished.Costs));
        }

        AppendIssues(text);
        AppendSummary(text, finished);
        if (finished.ExitCode != 0)
            text.Append("Details: ").Append(LogPath()).Append('\n');
        return options.Masker.Mask(text.Append(LastLine(finished, record.Started.IsDryRun)).Append('\n').ToString());
    }

    /// <summary>How it ended, in one line.</summary>
    public static string LastLine(RunFinished finished, bool isDryRun)
    {
        if (finished.InterruptedBy is { } signal)
        {
            var aborted = Counted(finished, TargetStatus.Aborted);
            return $"Interrupted by {signal}: {aborted} aborted, {Counted(finished, TargetStatus.NotRun)} not run.";
        }

        var failed = new List<string>();
        foreach (var target in finished.Targets)
        {
            if (target.Status == TargetStatus.Failed)
                failed.Add(target.Target);
        }

        if (failed.Count > 0)
            return $"Failed: {string.Join(", ", failed)}.";
        var duration = Durations.Text(finished.Duration);
        if (finished.ExitCode != 0)
            return $"Ended with exit code {finished.ExitCode} in {duration}.";
        return isDryRun ? $"Succeeded in {duration}: a dry run, nothing was changed." : $"Succeeded in {duration}.";
    }

    private static string Counted(RunFinished finished, TargetStatus status)
    {
        var count = 0;
        foreach (var target in finished.Targets)
            count += target.Status == status ? 1 : 0;
        return EventText.Count(count, "target");
    }

    private void AppendIssues(StringBuilder text)
    {
        var (issues, dropped) = record.Issues();
        var begun = false;
        foreach (var issue in issues)
        {
            if (!EventText.IsSaid(issue.Level, options.Request.Verbosity))
                continue;
            text.Append(begun ? string.Empty : "\n" + palette.Bold("Errors and warnings") + "\n");
            begun = true;
            var target = issue.Target is null ? string.Empty : $"{issue.Target}: ";
            var lines = PlainText.Lines(options.Masker.Mask(issue.Message));
            text.Append(palette.Level(issue.Level, $"[{EventText.Tag(issue.Level)}]")).Append(' ');
            text.Append(target).Append(lines[0]).Append('\n');
            for (var i = 1; i < lines.Length; i++)
                text.Append("      ").Append(lines[i]).Append('\n');
        }

        if (dropped > 0)
            text.Append("and ").Append(dropped).Append(" more, in ").Append(LogPath()).Append('\n');
    }

    private void AppendSummary(StringBuilder text, RunFinished finished)
    {
        var table = new TextTable(width);
        table.Row(Head("Target"), Head("Status"), Head("Duration"));
        table.Rule();
        foreach (var target in finished.Targets)
        {
            var note = target.Status == TargetStatus.Failed ? EventText.Failure(target) : target.Note;
            table.Row(
                new Cell(target.Target, t => palette.Target(target.Target, t)),
                new Cell(EventText.Status(target.Status, record.Started.IsDryRun), s => palette.Status(target.Status, s)),
                new Cell(Took(target), IsRight: true),
                new Cell(PlainText.OneLine(options.Masker.Mask(note ?? string.Empty))));
        }

        table.Rule();
        table.Row(new Cell("Total"), new Cell(string.Empty), new Cell(Durations.Text(finished.Duration), IsRight: true));
        text.Append('\n');
        table.AppendTo(text);
        text.Append('\n');
    }

    private static string Took(TargetFinished target) =>
        target.Status is TargetStatus.Skipped or TargetStatus.NotRun ? string.Empty : Durations.Text(target.Duration);

    private Cell Head(string text) => new(text, palette.Bold, IsRight: text == "Duration");

    private string LogPath() =>
        Path.GetRelativePath(options.RootDirectory, Path.Combine(options.ArtifactsDirectory, LogFile.Name)).Replace('\\', '/');
}
