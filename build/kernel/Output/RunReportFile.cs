using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>Writes <c>run.json</c>, how the run went, for programs. Its form is versioned.</summary>
internal sealed class RunReportFile(RunRecord record, OutputOptions options) : IRunReport
{
    /// <inheritdoc/>
    public string FileName => "run.json";

    /// <inheritdoc/>
    public void Write(RunFinished finished) =>
        MaskedJson.WriteFile(Path.Combine(options.ArtifactsDirectory, FileName), options.Masker, report => WriteReport(report, finished));

    private void WriteReport(MaskedJson report, RunFinished finished)
    {
        var started = record.Started;
        report.Json.WriteNumber("schemaVersion", 1);
        report.Text("environment", started.EnvironmentName);
        report.Json.WriteBoolean("dryRun", started.IsDryRun);
        report.Json.WriteString("startedAt", Durations.Moment(started.At));
        report.Json.WriteNumber("seconds", Durations.Seconds(finished.Duration));
        report.Json.WriteNumber("exitCode", finished.ExitCode);
        report.Text("interruptedBy", finished.InterruptedBy);
        report.Texts("invoked", started.Invoked);
        report.Json.WriteNumber("parallelism", started.Parallelism);
        report.Json.WriteStartArray("targets");
        foreach (var target in finished.Targets)
            WriteTarget(report, target);
        report.Json.WriteEndArray();
        report.Json.WriteStartObject("changes");
        foreach (var (kind, _, count) in ChangeKinds.Count(DryRunPlan.Changes(started, finished)))
            report.Json.WriteNumber(options.Masker.Mask(kind), count);
        report.Json.WriteEndObject();
        report.Json.WriteNumber("notLookedAt", finished.Gaps.Count);
    }

    private static void WriteTarget(MaskedJson report, TargetFinished target)
    {
        var hasRun = target.Status is not (TargetStatus.Skipped or TargetStatus.NotRun);
        report.Json.WriteStartObject();
        report.Text("name", target.Target);
        report.Json.WriteString("status", EventText.JsonName(target.Status));
        report.Text("startedAt", hasRun ? Durations.Moment(target.StartedAt) : null);
        report.Json.WriteNumber("seconds", Durations.Seconds(target.Duration));
        report.Text("note", target.Note);
        report.Failure("failure", target.Failure);
        report.Json.WriteEndObject();
    }
}
