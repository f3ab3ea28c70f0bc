using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Planning;
using TutorPipeline.Kernel.Tests.Execution;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Planning;

public static class CycleTests
{
    private const string Remedy =
        " Each waits for the next one; take out one DependsOn, DependentFor, Before, After, Triggers or TriggeredBy between them.";

    [Fact]
    public static void Every_circle_is_reported_with_its_path()
    {
        var set = TargetDiscovery.Of(new Circles());

        TargetGraph.Of(set);

        Assert.Equal(
            [
                "Circular targets: A → B → C → A." + Remedy,
                "Circular targets: Self → Self." + Remedy,
                "Circular targets: Early → Later → Early." + Remedy,
            ],
            set.Faults);
    }

    [Fact]
    public static void A_circle_among_targets_that_would_not_run_fails_the_call_all_the_same()
    {
        using var sandbox = new Sandbox();

        var ended = sandbox.Run(new Circles(), "Fine");

        Assert.Equal(2, ended.ExitCode);
        Assert.Empty(ended.Statuses);
    }

    [Fact]
    public static void A_chain_longer_than_the_stack_is_deep_is_no_circle()
    {
        var set = LargeGraph.Chain(100_000);

        TargetGraph.Of(set);

        Assert.Empty(set.Faults);
    }

    private sealed class Circles : NukeBuild
    {
        public Target Fine => _ => _;

        public Target A => _ => _.DependsOn(B);

        public Target B => _ => _.After(C);

        public Target C => _ => _.TriggeredBy(A);

        public Target Self => _ => _.DependsOn(Self);

        public Target Early => _ => _.DependsOn(Later);

        public Target Later => _ => _.DependentFor(Early).After(Early);
    }
}
