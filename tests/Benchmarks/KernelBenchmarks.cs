using System.Diagnostics;
using TutorPipeline.Kernel;
using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Execution;
using TutorPipeline.Kernel.Planning;

namespace TutorPipeline.Benchmarks;

/// <summary>What the engine itself costs: planning, starting targets, and how well it fills the time.</summary>
internal static class KernelBenchmarks
{
    private const int Targets = 1000;
    private const int Rounds = 15;
    private const int Parallelism = 4;

    public static IEnumerable<Measurement> Run()
    {
        yield return Planning();
        foreach (var parallelism in new[] { 1, Parallelism })
            yield return Overhead(parallelism);
        yield return RandomGraph();
    }

    private static Measurement Planning()
    {
        var dependencies = SyntheticGraph.Random(Targets, seed: 1);
        var median = Median(() => Plan(SyntheticGraph.Of(dependencies, _ => 1, null)));
        return new Measurement(
            $"planning {Targets} targets", median, "ms", 50,
            $"median of {Rounds}: definitions, references, circles, order and skips of a random graph with {Edges(dependencies)} edges");
    }

    private static Measurement Overhead(int parallelism)
    {
        var dependencies = SyntheticGraph.Random(Targets, seed: 2);
        var median = Median(() => Execute(Plan(SyntheticGraph.Of(dependencies, _ => 1, static _ => Task.CompletedTask)), parallelism));
        return new Measurement(
            $"scheduling a target, {Targets} targets, {parallelism} at once", median / Targets, "ms", 0.2,
            $"median of {Rounds} runs of targets that do nothing, planning included, / {Targets}");
    }

    /// <summary>
    /// No schedule can be shorter than all work spread evenly, or than the longest chain. Bodies wait instead of computing, so that the
    /// number is that of the order chosen and not of the cores there are.
    /// </summary>
    private static Measurement RandomGraph()
    {
        var random = new Random(3);
        var dependencies = SyntheticGraph.Random(300, seed: 3);
        var weights = new double[dependencies.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = random.Next(10, 60);

        // A wait is as long as it is, not as long as it was asked to be: each run is held against the times its own bodies took.
        var ratios = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var took = new double[weights.Length];
            var plan = Plan(SyntheticGraph.Of(dependencies, i => weights[i], async i =>
            {
                var began = Stopwatch.GetTimestamp();
                await Task.Delay(TimeSpan.FromMilliseconds(weights[i]));
                took[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }));
            var clock = Stopwatch.StartNew();
            Execute(plan, Parallelism);
            ratios.Add(clock.Elapsed.TotalMilliseconds / SyntheticGraph.LowerBound(dependencies, took, Parallelism));
        }

        ratios.Sort();
        return new Measurement(
            "random weighted graph, wall time / best possible", ratios[ratios.Count / 2], "x", 1.05,
            $"median of 5 runs of {weights.Length} targets of 10 to 60 ms, {Parallelism} at once; best possible is at least "
            + "max(sum of work / parallelism, longest chain)");
    }

    private static ExecutionPlan Plan(TargetSet set)
    {
        var graph = TargetGraph.Of(set);
        var plan = Planner.Plan(graph, [set.Targets[^1].Name]);
        SkipMarker.Mark(plan, null, []);
        return set.Faults.Count == 0 ? plan : throw new InvalidOperationException(set.Faults[0]);
    }

    private static void Execute(ExecutionPlan plan, int parallelism)
    {
        using var interrupts = Interrupts.None();
        var context = new RunContext(AbsolutePath.Create(Path.GetTempPath()), static _ => { }) { Parallelism = parallelism };
        new Executor(plan, context, new RunJournal(new SilentObserver()), interrupts).RunAsync().GetAwaiter().GetResult();
    }

    private static double Median(Action action)
    {
        var times = new List<double>();
        for (var round = -5; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            action();
            if (round >= 0)
                times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static int Edges(int[][] dependencies)
    {
        var edges = 0;
        foreach (var some in dependencies)
            edges += some.Length;
        return edges;
    }
}
