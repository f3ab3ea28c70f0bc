using TutorPipeline.Kernel;
using TutorPipeline.Kernel.Definition;

namespace TutorPipeline.Benchmarks;

/// <summary>Targets made without a class, from a graph of numbers. The last one depends on all that nobody else needs.</summary>
internal static class SyntheticGraph
{
    /// <summary>A graph in which each number has up to four dependencies, most of them near; the same for the same seed.</summary>
    public static int[][] Random(int count, int seed)
    {
        var random = new Random(seed);
        var dependencies = new int[count][];
        var isNeeded = new bool[count];
        for (var i = 0; i < count - 1; i++)
        {
            var chosen = new HashSet<int>();
            for (var k = random.Next(0, 5); k > 0 && i > 0; k--)
                chosen.Add(Math.Max(0, i - 1 - random.Next(0, 60)));
            dependencies[i] = [.. chosen];
            foreach (var dependency in chosen)
                isNeeded[dependency] = true;
        }

        dependencies[count - 1] = [.. Enumerable.Range(0, count - 1).Where(i => !isNeeded[i])];
        return dependencies;
    }

    public static TargetSet Of(int[][] dependencies, Func<int, double> weight, Func<int, Task>? body)
    {
        var faults = new List<string>();
        var factories = new Target[dependencies.Length];
        for (var i = 0; i < factories.Length; i++)
        {
            var number = i;
            factories[i] = definition =>
            {
                definition.DependsOn(Array.ConvertAll(dependencies[number], d => factories[d]));
                return body is null ? definition : definition.Executes(() => body(number));
            };
        }

        var targets = new TargetDefinition[factories.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = new TargetDefinition($"T{i}", factories[i], factories, [], [], faults) { Weight = weight(i) };
            factories[i](targets[i]);
        }

        return new TargetSet(targets, faults);
    }

    /// <summary>What no schedule can be shorter than.</summary>
    public static double LowerBound(int[][] dependencies, double[] weights, int parallelism)
    {
        var ends = new double[weights.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            foreach (var dependency in dependencies[i])
                ends[i] = Math.Max(ends[i], ends[dependency]);
            ends[i] += weights[i];
        }

        return Math.Max(weights.Sum() / parallelism, ends.Max());
    }
}
