namespace TutorPipeline.Kernel.Planning;

/// <summary>Finds targets that wait for each other in a circle, over all targets, planned or not.</summary>
internal static class CycleFinder
{
    private const int MostReported = 20;

    private enum Mark : byte
    {
        Unseen,
        OnPath,
        Done,
    }

    /// <summary>Adds one sentence for every circle that a walk in declaration order closes; with those mended there is none left.</summary>
    public static void AddFaults(TargetGraph graph, List<string> faults)
    {
        var circles = Find(graph);
        for (var i = 0; i < Math.Min(circles.Count, MostReported); i++)
        {
            faults.Add($"Circular targets: {string.Join(" → ", circles[i])}. Each waits for the next one; "
                       + "take out one DependsOn, DependentFor, Before, After, Triggers or TriggeredBy between them.");
        }

        if (circles.Count > MostReported)
            faults.Add($"There are {circles.Count - MostReported} more circles of targets.");
    }

    // Depth-first without recursion: a chain of targets may be longer than the stack is deep.
    private static List<string[]> Find(TargetGraph graph)
    {
        var marks = new Mark[graph.Targets.Count];
        var next = new int[graph.Targets.Count];
        var path = new List<int>();
        var circles = new List<string[]>();
        for (var start = 0; start < marks.Length; start++)
        {
            if (marks[start] == Mark.Unseen)
                Enter(start);
            while (path.Count > 0)
                Step(path[^1]);
        }

        return circles;

        void Enter(int target)
        {
            marks[target] = Mark.OnPath;
            path.Add(target);
        }

        void Step(int target)
        {
            var others = graph.PredecessorsOf(target);
            if (next[target] == others.Count)
            {
                marks[target] = Mark.Done;
                path.RemoveAt(path.Count - 1);
                return;
            }

            var other = others[next[target]++];
            if (marks[other] == Mark.Unseen)
                Enter(other);
            else if (marks[other] == Mark.OnPath)
                AddCircle(circles, Names(graph, path, other));
        }
    }

    private static string[] Names(TargetGraph graph, List<int> path, int first)
    {
        var names = new List<string>();
        for (var i = path.IndexOf(first); i < path.Count; i++)
            names.Add(graph.Targets[path[i]].Name);
        names.Add(graph.Targets[first].Name);
        return [.. names];
    }

    // The same target named twice would close the same circle twice.
    private static void AddCircle(List<string[]> circles, string[] circle)
    {
        foreach (var known in circles)
        {
            if (known.AsSpan().SequenceEqual(circle))
                return;
        }

        circles.Add(circle);
    }
}
