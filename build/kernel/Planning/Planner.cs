namespace TutorPipeline.Kernel.Planning;

/// <summary>Chooses the targets of a run and puts them in order, in time proportional to targets and edges.</summary>
internal static class Planner
{
    /// <summary>Plans a run of a graph without circles.</summary>
    /// <param name="graph">All targets.</param>
    /// <param name="invoked">The names of existing targets.</param>
    /// <returns>The targets in an order that is the same every time: of those that could come next, the one declared first.</returns>
    public static ExecutionPlan Plan(TargetGraph graph, IReadOnlyList<string> invoked)
    {
        var isInvoked = new bool[graph.Targets.Count];
        foreach (var name in invoked)
            isInvoked[graph.Find(name)] = true;
        var isPlanned = Close(graph, isInvoked);
        var order = Sort(graph, isPlanned);
        var places = new int[graph.Targets.Count];
        Array.Fill(places, -1);
        var entries = new PlanEntry[order.Count];
        for (var place = 0; place < entries.Length; place++)
        {
            var target = order[place];
            places[target] = place;
            entries[place] = new PlanEntry(graph.Targets[target], place, isInvoked[target]);
        }

        for (var place = 0; place < entries.Length; place++)
        {
            entries[place].Dependencies = Places(graph.DependenciesOf(order[place]), places);
            entries[place].Triggers = Places(graph.TriggersOf(order[place]), places);
            entries[place].Predecessors = Places(graph.PredecessorsOf(order[place]), places);
        }

        return new ExecutionPlan(entries);
    }

    private static bool[] Close(TargetGraph graph, bool[] isInvoked)
    {
        var isPlanned = new bool[isInvoked.Length];
        var open = new Stack<int>();
        for (var i = isInvoked.Length - 1; i >= 0; i--)
        {
            if (isInvoked[i])
                open.Push(i);
        }

        while (open.TryPop(out var target))
        {
            if (isPlanned[target])
                continue;
            isPlanned[target] = true;
            foreach (var dependency in graph.DependenciesOf(target))
                open.Push(dependency);
            foreach (var triggered in graph.TriggersOf(target))
                open.Push(triggered);
        }

        return isPlanned;
    }

    private static List<int> Sort(TargetGraph graph, bool[] isPlanned)
    {
        var waitsFor = new int[isPlanned.Length];
        var successors = new List<int>?[isPlanned.Length];
        var ready = new PriorityHeap(new double[isPlanned.Length]);
        for (var i = 0; i < isPlanned.Length; i++)
        {
            if (!isPlanned[i])
                continue;
            foreach (var before in graph.PredecessorsOf(i))
            {
                if (!isPlanned[before])
                    continue;
                waitsFor[i]++;
                (successors[before] ??= []).Add(i);
            }

            if (waitsFor[i] == 0)
                ready.Push(i);
        }

        var order = new List<int>();
        while (ready.TryPop(out var target))
        {
            order.Add(target);
            foreach (var after in successors[target] ?? [])
            {
                if (--waitsFor[after] == 0)
                    ready.Push(after);
            }
        }

        return order;
    }

    /// <summary>The places of those that are planned, each once, in plan order.</summary>
    private static int[] Places(IReadOnlyList<int> targets, int[] places)
    {
        if (targets.Count == 0)
            return [];
        var result = new List<int>(targets.Count);
        foreach (var target in targets)
        {
            if (places[target] >= 0)
                result.Add(places[target]);
        }

        result.Sort();
        var kept = 0;
        for (var i = 0; i < result.Count; i++)
        {
            if (i == 0 || result[i] != result[i - 1])
                result[kept++] = result[i];
        }

        return [.. result.GetRange(0, kept)];
    }
}
