namespace TutorPipeline.Kernel.Planning;

/// <summary>Spreads what is known to be skipped before the run to the targets that only skipped ones need.</summary>
internal static class Skips
{
    /// <summary>The reason for each planned target that will be skipped.</summary>
    /// <param name="nodes">All targets.</param>
    /// <param name="plan">The planned ones, in order.</param>
    /// <param name="invoked">Those that the call named.</param>
    /// <param name="reasons">The targets skipped by option or condition, with the reason.</param>
    /// <param name="executesAnyway">Whether a skipped target's dependencies run all the same.</param>
    public static Dictionary<int, string> Spread(
        IReadOnlyList<Node> nodes,
        IReadOnlyList<int> plan,
        IEnumerable<int> invoked,
        IReadOnlyDictionary<int, string> reasons,
        Func<int, bool> executesAnyway)
    {
        var needed = new HashSet<int>();
        var work = new Stack<int>(invoked);
        while (work.TryPop(out var index))
        {
            if (needed.Add(index) && (!reasons.ContainsKey(index) || executesAnyway(index)))
            {
                foreach (var next in nodes[index].DependsOn.Concat(nodes[index].Triggers))
                {
                    work.Push(next);
                }
            }
        }

        var skipped = new Dictionary<int, string>(reasons);
        foreach (var index in plan.Where(i => !needed.Contains(i)))
        {
            skipped.TryAdd(index, $"because of {nodes[Cause(nodes, plan, reasons, index)].Name}");
        }

        return skipped;
    }

    // The skipped target that would have needed it, directly or through others that are skipped too.
    private static int Cause(IReadOnlyList<Node> nodes, IReadOnlyList<int> plan, IReadOnlyDictionary<int, string> reasons, int index)
    {
        var seen = new HashSet<int> { index };
        var work = new Queue<int>(seen);
        while (work.TryDequeue(out var current))
        {
            foreach (var user in plan.Where(u => nodes[u].DependsOn.Contains(current) || nodes[u].Triggers.Contains(current)))
            {
                if (reasons.ContainsKey(user))
                {
                    return user;
                }

                if (seen.Add(user))
                {
                    work.Enqueue(user);
                }
            }
        }

        return index;
    }
}
