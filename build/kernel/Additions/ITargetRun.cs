using TutorPipeline.Kernel.Execution;

namespace TutorPipeline.Kernel.Additions;

/// <summary>How important a log line is.</summary>
public enum LogLevel
{
    /// <summary>For finding a fault.</summary>
    Verbose,

    /// <summary>For everybody.</summary>
    Information,

    /// <summary>The reader should act on it.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}

/// <summary>What a running target body sees of its run. Safe for use by several threads.</summary>
public interface ITargetRun
{
    /// <summary>The run of the target whose body the calling code belongs to; null outside of bodies.</summary>
    static ITargetRun? Current => TargetRun.Current;

    /// <summary>The target's name.</summary>
    string Target { get; }

    /// <summary>Whether nothing may be touched.</summary>
    bool IsDryRun { get; }

    /// <summary>The environment chosen with <c>--env</c> or by <c>parameters.json</c>; null when there is none.</summary>
    string? EnvironmentName { get; }

    /// <summary><c>artifacts/&lt;env&gt;</c>, or <c>artifacts</c> without environment.</summary>
    AbsolutePath ArtifactsDirectory { get; }

    /// <summary>Cancelled when the run is interrupted.</summary>
    CancellationToken CancellationToken { get; }

    /// <summary>Writes one log line; a text of several lines becomes several.</summary>
    void Log(LogLevel level, string message);

    /// <summary>
    /// Shows one line to whoever reads the standard output of this run, and keeps it nowhere: for a secret that was asked for. In the
    /// log of a CI service it is not shown.
    /// </summary>
    void Reveal(string message);

    /// <summary>Reports one typed change: shown as it comes, in the table at the end, and in <c>plan.json</c>.</summary>
    /// <param name="kind">create, update, replace, delete, run, skip or unknown.</param>
    /// <param name="subject">What it happens to.</param>
    /// <param name="detail">The facts, or null.</param>
    void Change(string kind, string subject, string? detail);

    /// <summary>Reports what could not be looked at.</summary>
    void NotLookedAt(string what, string why, string howToGet);

    /// <summary>Reports what one thing is estimated to cost, for the end of a dry run and for <c>plan.json</c>.</summary>
    void Cost(TargetCost cost);

    /// <summary>Adds a sentence that stands under all costs; the same sentence of several targets stands once.</summary>
    void CostNote(string sentence);

    /// <summary>Adds a pair that stands beside the target in the summary table (NUKE's ReportSummary).</summary>
    void Summary(string key, string value);

    /// <summary>Masks a text in all output from now on, for secrets that are made or read while running.</summary>
    void Mask(string secret);
}
