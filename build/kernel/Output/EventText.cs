using System.Globalization;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Output;

/// <summary>What events say in words; the same on every host and in the log file.</summary>
internal static class EventText
{
    /// <summary>The three letters of a level.</summary>
    public static string Tag(LogLevel level) => level switch
    {
        LogLevel.Verbose => "VRB",
        LogLevel.Warning => "WRN",
        LogLevel.Error => "ERR",
        _ => "INF",
    };

    /// <summary>Whether a line of the level is said at the verbosity.</summary>
    public static bool IsSaid(LogLevel level, Verbosity verbosity) => verbosity switch
    {
        Verbosity.Quiet => level >= LogLevel.Error,
        Verbosity.Minimal => level >= LogLevel.Warning,
        Verbosity.Normal => level >= LogLevel.Information,
        _ => true,
    };

    /// <summary><c>04:25:01</c>.</summary>
    public static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What will be done, in one line.</summary>
    public static string Started(RunStarted started)
    {
        var environment = started.EnvironmentName is { } name ? $" for {name}" : string.Empty;
        var what = started.Invoked.Count == 0 ? "the default targets" : string.Join(", ", started.Invoked);
        var how = started.IsDryRun ? "Dry run of" : "Running";
        return $"{how} {what}{environment}: {Count(started.Plan.Count, "target")}, up to {started.Parallelism} at once.";
    }

    /// <summary>A gap in one line.</summary>
    public static string Gap(ReportedGap gap) =>
        $"Not looked at: {PlainText.OneLine(gap.What)}. {PlainText.OneLine(gap.Why)}";

    /// <summary>How a target ended, with the level at which that is said.</summary>
    public static (LogLevel Level, string Text) Finished(TargetFinished target, bool isDryRun)
    {
        var duration = Durations.Text(target.Duration);
        var note = string.IsNullOrEmpty(target.Note) ? string.Empty : $": {target.Note}";
        return target.Status switch
        {
            TargetStatus.Failed => (LogLevel.Error, $"Failed after {duration}: {(IsExpected(target) ? Failure(target) : target.Failure)}"),
            TargetStatus.Aborted => (LogLevel.Warning, $"Aborted after {duration}"),
            TargetStatus.NotRun => (LogLevel.Verbose, $"Not run{note}"),
            TargetStatus.Skipped => (LogLevel.Information, $"Skipped{note}"),
            _ => (LogLevel.Information, $"{Status(target.Status, isDryRun)} in {duration}{note}"),
        };
    }

    /// <summary>The word for a status; in a dry run nothing succeeded yet.</summary>
    public static string Status(TargetStatus status, bool isDryRun) =>
        status == TargetStatus.Succeeded && isDryRun ? "Planned" : status.ToString();

    /// <summary>Why a target failed, as a sentence.</summary>
    public static string Failure(TargetFinished target) => target.Note ?? target.Failure?.Message ?? "no reason was given";

    /// <summary>The exception with its stack where the sentence is enough for most readers; null where it was said already.</summary>
    public static string? Trace(TargetFinished target) =>
        target.Status == TargetStatus.Failed && IsExpected(target) ? target.Failure?.ToString() : null;

    // The engine puts the type before the message of an exception that nobody foresaw; only the stack helps with those.
    private static bool IsExpected(TargetFinished target) =>
        target.Failure is null || target.Note is null || target.Note == target.Failure.Message;

    /// <summary><c>1 target</c>, <c>2 targets</c>.</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");

    /// <summary>The word for a status in JSON.</summary>
    public static string JsonName(TargetStatus status) => status switch
    {
        TargetStatus.Scheduled => "scheduled",
        TargetStatus.Running => "running",
        TargetStatus.Succeeded => "succeeded",
        TargetStatus.Skipped => "skipped",
        TargetStatus.Failed => "failed",
        TargetStatus.NotRun => "notRun",
        _ => "aborted",
    };

    /// <summary>The word for a level in JSON.</summary>
    public static string JsonName(LogLevel level) => level switch
    {
        LogLevel.Verbose => "verbose",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "information",
    };
}
