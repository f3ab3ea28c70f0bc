using TutorPipeline.Kernel.Planning;

namespace TutorPipeline.Kernel.Execution;

/// <summary>What the order of execution follows from: who waits for whom, and how long the way to the end is.</summary>
internal static class CriticalPath
{
    /// <summary>How many targets each waits for, and who waits for it.</summary>
    public static (int[] WaitsFor, List<int>[] Successors) Edges(ExecutionPlan plan)
    {
        var waitsFor = new int[plan.Entries.Count];
        var successors = new List<int>[plan.Entries.Count];
        for (var i = 0; i < successors.Length; i++)
            successors[i] = [];
        foreach (var entry in plan.Entries)
        {
            waitsFor[entry.Position] = entry.Predecessors.Length;
            foreach (var before in entry.Predecessors)
                successors[before].Add(entry.Position);
        }

        return (waitsFor, successors);
    }

    /// <summary>The negative length of the longest chain that begins with each target: the smallest key goes first.</summary>
    public static double[] Keys(ExecutionPlan plan, List<int>[] successors)
    {
        var keys = new double[plan.Entries.Count];
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            foreach (var successor in successors[i])
                keys[i] = Math.Min(keys[i], keys[successor]);
            keys[i] -= plan.Entries[i].SkipReason is null ? plan.Entries[i].Target.Weight : 0;
        }

        return keys;
    }
}
