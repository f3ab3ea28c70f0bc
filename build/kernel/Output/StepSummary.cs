using System.Globalization;
using System.Text;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>Appends the run to the page that GitHub shows for the job, in the file that GITHUB_STEP_SUMMARY names.</summary>
internal sealed class StepSummary(RunRecord record, OutputOptions options, string path) : IRunReport
{
    // GitHub takes at most 1 MiB a step; a thousand rows stay well below it.
    private const int MostRows = 1000;

    /// <inheritdoc/>
    public string FileName => "The step summary";

    /// <inheritdoc/>
    public void Write(RunFinished finished) =>
        File.AppendAllText(path, options.Masker.Mask(Text(finished)));

    private string Text(RunFinished finished)
    {
        var started = record.Started;
        var text = new StringBuilder("### ");
        text.Append(started.Invoked.Count == 0 ? "Default targets" : Clean(string.Join(", ", started.Invoked)));
        text.Append(started.EnvironmentName is null ? string.Empty : $" for {Clean(started.EnvironmentName)}").Append("\n\n");
        text.Append(Clean(EndOfRun.LastLine(finished, started.IsDryRun))).Append("\n\n");
        AppendTargets(text, finished);
        AppendFailures(text, finished);
        AppendChanges(text, finished);
        return text.ToString();
    }

    private void AppendTargets(StringBuilder text, RunFinished finished)
    {
        text.Append("| Target | Status | Duration | Note |\n| --- | --- | ---: | --- |\n");
        foreach (var target in finished.Targets)
        {
            var hasRun = target.Status is not (TargetStatus.Skipped or TargetStatus.NotRun);
            var status = EventText.Status(target.Status, record.Started.IsDryRun);
            var duration = hasRun ? Clean(Durations.Text(target.Duration)) : string.Empty;
            AppendRow(text, Clean(target.Target), $"{Sign(target.Status)} {status}", duration, Clean(target.Note));
        }

        text.Append('\n');
    }

    private void AppendFailures(StringBuilder text, RunFinished finished)
    {
        foreach (var target in finished.Targets)
        {
            if (target.Status != TargetStatus.Failed)
                continue;
            text.Append("#### ").Append(Clean(target.Target)).Append(" failed\n\n");
            foreach (var line in PlainText.Lines(options.Masker.Mask(EventText.Failure(target))))
                text.Append("    ").Append(line).Append('\n');
            text.Append('\n');
        }
    }

    private void AppendChanges(StringBuilder text, RunFinished finished)
    {
        var changes = DryRunPlan.Changes(record.Started, finished);
        if (changes.Count == 0)
            return;
        text.Append("<details><summary>").Append(ChangeKinds.CountsLine(changes)).Append("</summary>\n\n");
        text.Append("| Target | Change | Subject | Detail |\n| --- | --- | --- | --- |\n");
        for (var i = 0; i < changes.Count && i < MostRows; i++)
        {
            var change = changes[i];
            AppendRow(text, Clean(change.Target), Clean(change.Kind), Clean(change.Subject), Clean(change.Detail));
        }

        if (changes.Count > MostRows)
            text.Append(CultureInfo.InvariantCulture, $"\nand {changes.Count - MostRows} more, in the artifacts\n");
        text.Append("\n</details>\n\n");
    }

    private static void AppendRow(StringBuilder text, params string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Sign(TargetStatus status) => status switch
    {
        TargetStatus.Succeeded => "✅",
        TargetStatus.Failed => "❌",
        TargetStatus.Skipped => "⏭️",
        _ => "⚠️",
    };

    /// <summary>A text for a cell: in one line, and nothing in it is Markdown or HTML.</summary>
    private string Clean(string? value)
    {
        var text = new StringBuilder();
        foreach (var character in PlainText.OneLine(options.Masker.Mask(value ?? string.Empty)))
        {
            _ = character switch
            {
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '&' => text.Append("&amp;"),
                '|' or '`' or '*' or '_' or '[' or ']' or '\\' or '~' or '#' or '@' => text.Append('\\').Append(character),
                _ => text.Append(character),
            };
        }

        return text.ToString();
    }
}
