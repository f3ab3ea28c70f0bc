using TutorPipeline.Model;
using TutorPipeline.Stages;

namespace TutorPipeline.Tests.Stages;

/// <summary>Keeps what was said.</summary>
internal sealed class FakeJournal : IStageJournal
{
    public List<Change> Changes { get; } = [];

    public List<NotLookedAt> Gaps { get; } = [];

    public List<string> Lines { get; } = [];

    public Dictionary<string, string> Pairs { get; } = [];

    public List<CostEstimate> Estimates { get; } = [];

    public void Costs(CostEstimate costs) => Estimates.Add(costs);

    public void Change(Change change) => Changes.Add(change);

    public void NotLookedAt(NotLookedAt gap) => Gaps.Add(gap);

    public void Summary(string key, string value) => Pairs[key] = value;

    public void Information(string message) => Lines.Add(message);

    public void Verbose(string message) => Lines.Add(message);

    public void Warning(string message) => Lines.Add("warning: " + message);
}
