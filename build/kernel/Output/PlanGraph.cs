using System.Collections;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>The order of a plan as numbers: what comes before what, in which wave, and which edges others imply.</summary>
internal sealed class PlanGraph
{
    private readonly IReadOnlyList<PlannedTarget> plan;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>Reads the order from a plan; a name that is not planned is no edge.</summary>
    public PlanGraph(IReadOnlyList<PlannedTarget> plan)
    {
        this.plan = plan;
        for (var i = 0; i < plan.Count; i++)
            numbers[plan[i].Name] = i;
        Before = new int[plan.Count][];
        Waves = new int[plan.Count];
        for (var i = 0; i < plan.Count; i++)
        {
            Before[i] = NumbersBefore(i);
            foreach (var before in Before[i])
                Waves[i] = Math.Max(Waves[i], Waves[before] + 1);
        }
    }

    /// <summary>For each target the numbers of those that must end first, ascending.</summary>
    public int[][] Before { get; }

    /// <summary>For each target its wave from 0; the targets of one wave may run at once.</summary>
    public int[] Waves { get; }

    /// <summary>For each target those of <see cref="Before"/> that no other of them implies.</summary>
    public int[][] WithoutImplied()
    {
        var closures = new BitArray[plan.Count];
        var result = new int[plan.Count][];
        for (var i = 0; i < plan.Count; i++)
        {
            var implied = new BitArray(plan.Count);
            foreach (var before in Before[i])
                implied.Or(closures[before]);
            result[i] = Array.FindAll(Before[i], before => !implied[before]);
            closures[i] = implied;
            foreach (var before in Before[i])
                closures[i][before] = true;
        }

        return result;
    }

    private int[] NumbersBefore(int target)
    {
        var result = new SortedSet<int>();
        Collect(plan[target].DependsOn, target, result);
        Collect(plan[target].OrderedAfter, target, result);
        return [.. result];
    }

    private void Collect(IReadOnlyList<string> names, int target, SortedSet<int> result)
    {
        foreach (var name in names)
        {
            // A plan is in an order that may run, so what comes first has the lower number.
            if (numbers.TryGetValue(name, out var number) && number < target)
                result.Add(number);
        }
    }
}
