using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>What ApplyManifests would do.</summary>
public sealed record ApplyPlan : StagePlan
{
    internal ApplyPlan(IReadOnlyList<Change> changes, IReadOnlyList<NotLookedAt> notLookedAt, IReadOnlyList<string> placeholdersFrom)
        : base(changes, notLookedAt, placeholdersFrom)
    {
    }

    /// <summary>Every object of the release and how the cluster differs from it, and the objects that would be removed.</summary>
    public IReadOnlyList<ObjectDifference> Differences { get; internal init; } = [];

    /// <summary>Whether applying it would do anything.</summary>
    public bool HasChanges => Changes.Any(change => change.Kind != ChangeKind.Skip);

    /// <summary>What the plan rests on; null when nothing could be looked at.</summary>
    internal PlanFacts? Facts { get; init; }
}

/// <summary>What a plan was made from.</summary>
/// <param name="Set">The objects to apply.</param>
/// <param name="Diff">How the cluster differs.</param>
/// <param name="Inventory">What was applied before.</param>
/// <param name="Previous">The newest healthy release with other manifests; null when there is none.</param>
/// <param name="IsLastHealthy">Whether the last release ended well.</param>
internal sealed record PlanFacts(ManifestSet Set, DiffResult Diff, Inventory Inventory, Release? Previous, bool IsLastHealthy);
