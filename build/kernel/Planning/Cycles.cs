namespace TutorPipeline.Kernel.Planning;

/// <summary>Finds circular relations among all targets, also among those that would not run.</summary>
internal static class Cycles
{
    /// <summary>One path for each group of targets that wait for each other, such as <c>A → B → A</c>; none when all is well.</summary>
    public static List<string> Find(IReadOnlyList<Node> nodes)
    {
        var faults = new List<string>();
        var state = new byte[nodes.Count];
        var path = new List<int>();
        var cursor = new List<int>();
        for (var start = 0; start < nodes.Count; start++)
        {
            Visit(nodes, start, state, path, cursor, faults);
        }

        return faults;
    }

    // Depth first with a stack of our own: a chain of a thousand targets must not overflow the thread's.
    private static void Visit(IReadOnlyList<Node> nodes, int start, byte[] state, List<int> path, List<int> cursor, List<string> faults)
    {
        const byte OnPath = 1, Done = 2;
        if (state[start] != 0)
        {
            return;
        }

        Enter(start);
        while (path.Count > 0)
        {
            var node = nodes[path[^1]];
            var next = cursor[^1]++;
            if (next >= node.DependsOn.Length + node.OrderedAfter.Length)
            {
                state[path[^1]] = Done;
                path.RemoveAt(path.Count - 1);
                cursor.RemoveAt(cursor.Count - 1);
                continue;
            }

            var target = next < node.DependsOn.Length ? node.DependsOn[next] : node.OrderedAfter[next - node.DependsOn.Length];
            if (state[target] == OnPath)
            {
                faults.Add(Describe(nodes, path, target));
            }
            else if (state[target] == 0)
            {
                Enter(target);
            }
        }

        void Enter(int index)
        {
            state[index] = OnPath;
            path.Add(index);
            cursor.Add(0);
        }
    }

    private static string Describe(IReadOnlyList<Node> nodes, List<int> path, int target)
    {
        var names = path.Skip(path.IndexOf(target)).Append(target).Select(i => nodes[i].Name);
        return path[^1] == target
            ? $"The target {nodes[target].Name} depends on itself."
            : $"Circular dependency: {string.Join(" → ", names)}. Remove one of these relations.";
    }
}
