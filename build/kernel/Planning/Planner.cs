namespace TutorPipeline.Kernel.Planning;

/// <summary>Chooses the targets that a run needs and puts them in order.</summary>
internal static class Planner
{
    /// <summary>The invoked targets with everything that they depend on and trigger, in an order in which they may run one by one.</summary>
    /// <remarks>Among targets that may run next, the one declared first comes first. The nodes must be free of cycles.</remarks>
    public static List<int> Plan(IReadOnlyList<Node> nodes, IEnumerable<int> invoked)
    {
        var planned = Closure(nodes, invoked);
        var waiting = new int[nodes.Count];
        var followers = new List<int>[nodes.Count];
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!planned[i])
            {
                continue;
            }

            foreach (var before in Predecessors(nodes[i], planned))
            {
                waiting[i]++;
                (followers[before] ??= []).Add(i);
            }

            if (waiting[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        return Order(waiting, followers, ready);
    }

    /// <summary>The planned targets that must end before a node may begin, each once.</summary>
    public static IEnumerable<int> Predecessors(Node node, bool[] planned)
    {
        foreach (var before in node.DependsOn)
        {
            if (planned[before])
            {
                yield return before;
            }
        }

        foreach (var before in node.OrderedAfter)
        {
            if (planned[before] && Array.IndexOf(node.DependsOn, before) < 0)
            {
                yield return before;
            }
        }
    }

    private static List<int> Order(int[] waiting, List<int>[] followers, PriorityQueue<int, int> ready)
    {
        var order = new List<int>();
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(next);
            foreach (var follower in followers[next] ?? [])
            {
                if (--waiting[follower] == 0)
                {
                    ready.Enqueue(follower, follower);
                }
            }
        }

        return order;
    }

    private static bool[] Closure(IReadOnlyList<Node> nodes, IEnumerable<int> invoked)
    {
        var planned = new bool[nodes.Count];
        var work = new Stack<int>(invoked);
        while (work.TryPop(out var index))
        {
            if (planned[index])
            {
                continue;
            }

            planned[index] = true;
            foreach (var needed in nodes[index].DependsOn.Concat(nodes[index].Triggers))
            {
                work.Push(needed);
            }
        }

        return planned;
    }
}
