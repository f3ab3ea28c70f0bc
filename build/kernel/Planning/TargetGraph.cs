using TutorPipeline.Kernel.Definition;

namespace TutorPipeline.Kernel.Planning;

/// <summary>All targets and what they say of each other, by their position in declaration order.</summary>
internal sealed class TargetGraph
{
    private readonly List<int>[] dependencies;
    private readonly List<int>[] triggers;
    private readonly List<int>[] predecessors;

    private TargetGraph(IReadOnlyList<TargetDefinition> targets)
    {
        Targets = targets;
        dependencies = Lists(targets.Count);
        triggers = Lists(targets.Count);
        predecessors = Lists(targets.Count);
    }

    /// <summary>All targets in declaration order.</summary>
    public IReadOnlyList<TargetDefinition> Targets { get; }

    /// <summary>The targets that a target depends on.</summary>
    public IReadOnlyList<int> DependenciesOf(int target) => dependencies[target];

    /// <summary>The targets that a target pulls in after it.</summary>
    public IReadOnlyList<int> TriggersOf(int target) => triggers[target];

    /// <summary>Every target that must end before this one, if it is planned.</summary>
    public IReadOnlyList<int> PredecessorsOf(int target) => predecessors[target];

    /// <summary>Resolves all references; what cannot be resolved, and every circle, is added to the set's faults.</summary>
    public static TargetGraph Of(TargetSet set)
    {
        var graph = new TargetGraph(set.Targets);
        var positions = new Dictionary<Target, int>(set.Targets.Count, TargetIdentity.Comparer);
        for (var i = 0; i < set.Targets.Count; i++)
        {
            if (!positions.TryAdd(set.Targets[i].Factory, i))
                set.Faults.Add($"The targets '{set.Targets[positions[set.Targets[i].Factory]].Name}' and '{set.Targets[i].Name}' are one and "
                               + "the same lambda, so nothing can tell them apart; give each its own.");
        }

        for (var i = 0; i < set.Targets.Count; i++)
        {
            foreach (var reference in set.Targets[i].References)
            {
                if (positions.TryGetValue(reference.Target, out var other))
                    graph.Relate(reference.Relation, i, other);
                else
                    set.Faults.Add(UnknownTarget.Sentence(set, set.Targets[i].Name, reference));
            }
        }

        CycleFinder.AddFaults(graph, set.Faults);
        return graph;
    }

    /// <summary>The position of a target; -1 when there is none of that name.</summary>
    public int Find(string name)
    {
        for (var i = 0; i < Targets.Count; i++)
        {
            if (Targets[i].Name == name)
                return i;
        }

        return -1;
    }

    private void Relate(Relation relation, int target, int other)
    {
        switch (relation)
        {
            case Relation.DependsOn:
                dependencies[target].Add(other);
                predecessors[target].Add(other);
                break;
            case Relation.DependentFor:
                Relate(Relation.DependsOn, other, target);
                break;
            case Relation.After:
                predecessors[target].Add(other);
                break;
            case Relation.Before:
                predecessors[other].Add(target);
                break;
            case Relation.Triggers:
                triggers[target].Add(other);
                predecessors[other].Add(target);
                break;
            case Relation.TriggeredBy:
                Relate(Relation.Triggers, other, target);
                break;
            default:
                // Consumes is for generated workflows and orders nothing.
                break;
        }
    }

    private static List<int>[] Lists(int count)
    {
        var lists = new List<int>[count];
        for (var i = 0; i < count; i++)
            lists[i] = [];
        return lists;
    }
}
