using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Planning;
using TutorPipeline.Kernel.Tests.Execution;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Definition;

public sealed class TargetDiscoveryTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    [Fact]
    public void Finds_the_targets_of_the_class_its_bases_and_its_components()
    {
        var set = TargetDiscovery.Of(new FullBuild());

        Assert.Empty(set.Faults);
        Assert.Equal(["Pack", "Restore", "Late", "Own", "OfTheBase", "Compile"], set.Targets.Select(t => t.Name));
    }

    [Fact]
    public void An_overridden_target_calls_its_base_level_by_level()
    {
        var build = new FullBuild();

        sandbox.Run(build, "Pack");

        Assert.Equal(["Own", "Middle.Pack", "Upper.Pack", "FullBuild.Pack"], build.Ran);
    }

    [Fact]
    public void Inherited_actions_run_first_wherever_Inherit_stands()
    {
        var build = new FullBuild();

        sandbox.Run(build, "Restore");

        Assert.Equal(["component's Restore", "own Restore"], build.Ran);
    }

    [Fact]
    public void A_component_sees_the_class_s_own_target_in_place_of_its_own()
    {
        var build = new FullBuild();

        sandbox.Run(build, "Late", "--parallelism", "1");

        Assert.Equal(["component's Restore", "own Restore", "component's Compile"], build.Ran);
    }

    [Fact]
    public void An_explicit_implementation_is_called_like_what_it_implements()
    {
        var build = new ExplicitBuild();

        var ended = sandbox.Run(build, "Use");

        Assert.Equal(["Restore: succeeded", "Use: succeeded"], ended.Statuses);
        Assert.Equal(["component's Restore", "explicit Restore"], build.Ran);
    }

    [Fact]
    public void A_property_that_is_not_public_cannot_override_a_component_s_target() => AssertFault(
        new HidingBuild(),
        "Property 'Restore' of HidingBuild must be public to override the target of IRestore; "
        + "as it is, there would be two targets of that name.");

    [Fact]
    public void A_lambda_that_captures_is_named_with_the_reason() => AssertFault(
        new CapturingBuild(),
        "Target 'Use' names 'Capturing' in DependsOn, but 'Capturing' is another lambda each time it is read, because it captures a "
        + "variable. A target is known by its lambda and must not capture: move what 'Capturing' captures into a field, or into its action.");

    [Fact]
    public void A_loose_lambda_is_no_target() => AssertFault(
        new LooseBuild(),
        "Target 'Use' names in After a lambda that is no target of the build; targets are properties: Target Name => _ => _.");

    [Fact]
    public void The_short_form_needs_a_component_of_one_target() => AssertFault(
        new PairBuild(),
        "Target 'Use': DependsOn<IPair>() without a lambda needs exactly one target in IPair; it has Left, Right. "
        + "Name the target meant: DependsOn<IPair>(x => x.Left).");

    [Fact]
    public void A_missing_component_is_named_with_the_way_out() => AssertFault(
        new AbsentBuild(),
        "Target 'Use': Triggers<IAbsent> needs the component IAbsent, which AbsentBuild does not have. "
        + "Add it to the class, or use TryTriggers.");

    [Fact]
    public void Two_components_may_not_have_a_target_of_one_name() => AssertFault(
        new TwiceBuild(),
        "Target 'Restore' is declared by IRestore and by IOtherRestore; rename one, or declare it in TwiceBuild too.");

    [Fact]
    public void Base_needs_something_to_call() => AssertFault(
        new BaselessBuild(),
        "Target 'Use' calls Base() but overrides no target of a base class; use Inherit for one of a component.");

    [Fact]
    public void All_faults_of_all_targets_are_reported_together_and_nothing_starts()
    {
        var build = new ManyFaultsBuild();

        var ended = sandbox.Run(build, "Fine");

        Assert.Equal(2, ended.ExitCode);
        Assert.Empty(build.Ran);
        Assert.False(ended.HasArtifacts);
        Assert.Contains("error: Target 'One': DependsOn<IAbsent> needs the component IAbsent", ended.Error, StringComparison.Ordinal);
        Assert.Contains("error: Target 'Two' calls Base()", ended.Error, StringComparison.Ordinal);
        Assert.Contains("error: Circular targets: Three → Three.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_in_a_task_that_a_function_returns_is_not_lost()
    {
        var ended = sandbox.Run(new TaskBuild(), "Function", "Asynchronous", "Cancellable");

        Assert.Equal(1, ended.ExitCode);
        Assert.All(
            ended.Statuses, status => Assert.EndsWith(": failed (InvalidOperationException: late)", status, StringComparison.Ordinal));
    }

    public void Dispose() => sandbox.Dispose();

    private static void AssertFault(NukeBuild build, string expected)
    {
        var set = TargetDiscovery.Of(build);
        TargetGraph.Of(set);

        Assert.Equal([expected], set.Faults);
    }

    private sealed class HidingBuild : Recorder, IRestore
    {
        private Target Restore => _ => _;
    }

    private sealed class CapturingBuild : NukeBuild
    {
        public Target Use => _ => _.DependsOn(Capturing);

        public Target Capturing
        {
            get
            {
                var local = Environment.ProcessId;
                return _ => _.Description($"Process {local}.");
            }
        }
    }

    private sealed class LooseBuild : NukeBuild
    {
        private readonly Target loose = Loose();

        public Target Use => _ => _.After(loose);

        private static Target Loose() => _ => _;
    }

    private sealed class PairBuild : NukeBuild, IPair
    {
        public Target Use => _ => _.DependsOn<IPair>();
    }

    private sealed class AbsentBuild : NukeBuild
    {
        public Target Use => _ => _.Triggers<IAbsent>(x => x.Absent);
    }

    private sealed class TwiceBuild : Recorder, IRestore, IOtherRestore;

    private sealed class BaselessBuild : NukeBuild
    {
        public Target Use => _ => _.Base();
    }

    private sealed class ManyFaultsBuild : Recorder
    {
        public Target Fine => _ => _.Executes(() => Record("Fine"));

        public Target One => _ => _.DependsOn<IAbsent>();

        public Target Two => _ => _.Base();

        public Target Three => _ => _.DependsOn(Three);
    }

    private sealed class TaskBuild : NukeBuild
    {
        public Target Function => _ => _.ProceedAfterFailure().Executes(() => FailAsync());

        public Target Asynchronous => _ => _.ProceedAfterFailure().Executes(async () => { await FailAsync(); });

        public Target Cancellable => _ => _.ProceedAfterFailure().Executes((CancellationToken _) => FailAsync());

        private static async Task<int> FailAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("late");
        }
    }
}
