using CsCheck;
using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Planning;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Planning;

public static class PlannerTests
{
    [Fact]
    public static void Targets_that_nothing_orders_keep_the_order_of_their_declaration() =>
        Assert.Equal(["First", "Second", "Third", "All"], Plan(new Siblings(), "All"));

    [Fact]
    public static void The_order_in_the_call_does_not_matter() =>
        Assert.Equal(["First", "Second", "Third"], Plan(new Siblings(), "Third", "First", "Second"));

    [Fact]
    public static void Before_and_After_order_but_plan_nothing()
    {
        Assert.Equal(["Loner"], Plan(new Ordered(), "Loner"));
        Assert.Equal(["Late", "Loner"], Plan(new Ordered(), "Loner", "Late"));
        Assert.Equal(["Late", "Loner", "Early"], Plan(new Ordered(), "Early", "Loner", "Late"));
    }

    [Fact]
    public static void Dependents_and_triggers_are_followed_until_nothing_new_comes() =>
        Assert.Equal(["Root", "Needed", "Start", "Chained", "Extra", "Chain"], Plan(new Reversed(), "Start"));

    [Fact]
    public static void A_plan_names_direct_dependencies_and_everything_that_comes_first()
    {
        var planned = Make(new Ordered(), "Early", "Loner", "Late").ForOutput();

        Assert.Empty(planned[2].DependsOn);
        Assert.Equal(["Late", "Loner"], planned[2].OrderedAfter);
    }

    [Fact]
    public static void Any_graph_is_planned_completely_and_in_order() =>
        Gen.Int[0, 10_000].Array[1, 60].Sample(numbers =>
        {
            var set = LargeGraph.Of(numbers.Length, i => Smaller(numbers, i));
            var plan = Planner.Plan(TargetGraph.Of(set), [$"T{numbers.Length - 1}"]);

            var seen = new HashSet<string>();
            foreach (var entry in plan.Entries)
            {
                var wanted = Smaller(numbers, int.Parse(entry.Name.AsSpan(1), provider: null)).Select(d => $"T{d}");
                Assert.Superset(wanted.ToHashSet(), seen);
                Assert.True(seen.Add(entry.Name), $"{entry.Name} is planned twice.");
            }

            Assert.Equal(Closure(numbers, numbers.Length - 1), seen.Count);
        });

    // Up to three dependencies on targets of smaller numbers, read off a random number.
    private static IEnumerable<int> Smaller(int[] numbers, int i) =>
        i == 0 ? [] : Enumerable.Range(0, numbers[i] % 4).Select(k => (numbers[i] / (k + 3)) % i).Distinct();

    private static int Closure(int[] numbers, int start)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>([start]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
                Smaller(numbers, next).ToList().ForEach(open.Push);
        }

        return reached.Count;
    }

    private static IEnumerable<string> Plan(NukeBuild build, params string[] invoked) => Make(build, invoked).Entries.Select(e => e.Name);

    private static ExecutionPlan Make(NukeBuild build, params string[] invoked)
    {
        var set = TargetDiscovery.Of(build);
        var graph = TargetGraph.Of(set);
        Assert.Empty(set.Faults);
        return Planner.Plan(graph, invoked);
    }

    private sealed class Siblings : NukeBuild
    {
        public Target All => _ => _.DependsOn(Third, First, Second, First);

        public Target First => _ => _;

        public Target Second => _ => _;

        public Target Third => _ => _;
    }

    private sealed class Ordered : NukeBuild
    {
        public Target Early => _ => _.After(Late, Loner);

        public Target Loner => _ => _;

        public Target Late => _ => _.Before(Loner);
    }

    private sealed class Reversed : NukeBuild
    {
        public Target Root => _ => _.DependentFor(Needed);

        public Target Start => _ => _.DependsOn(Needed).Triggers(Chain);

        public Target Needed => _ => _;

        public Target Extra => _ => _.TriggeredBy(Chained);

        public Target Chain => _ => _.DependsOn(Chained);

        public Target Chained => _ => _.After(Start);
    }
}
