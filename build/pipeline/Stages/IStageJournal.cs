using TutorPipeline.Model;

namespace TutorPipeline.Stages;

/// <summary>Where a target says what it does: log lines, and the typed changes and gaps of its plan.</summary>
public interface IStageJournal : IStageReport
{
    /// <summary>Adds one change to the plan that is shown and written.</summary>
    /// <param name="change">The change.</param>
    void Change(Change change);

    /// <summary>Adds what could not be looked at.</summary>
    /// <param name="gap">What, why, and how to get it.</param>
    void NotLookedAt(NotLookedAt gap);

    /// <summary>Adds what a stage's things are estimated to cost.</summary>
    /// <param name="costs">The estimate.</param>
    void Costs(CostEstimate costs);

    /// <summary>Adds a pair that stands beside the target in the summary table.</summary>
    /// <param name="key">What the value is, such as <c>digest</c>.</param>
    /// <param name="value">The value; never a secret.</param>
    void Summary(string key, string value);
}
