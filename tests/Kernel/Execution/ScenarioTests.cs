using Xunit;

namespace TutorPipeline.Kernel.Tests.Execution;

public sealed class ScenarioTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    [Fact]
    public void A_failure_leaves_out_what_comes_after_but_not_what_is_assured()
    {
        var build = new Scenarios();

        var ended = sandbox.Run(build, "AfterBoom");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(
            [
                "A: succeeded", "Boom: failed (InvalidOperationException: boom)", "AfterBoom: notRun (because Boom failed)",
                "Assured: succeeded",
            ],
            ended.Statuses);
        Assert.Equal(["A", "Assured"], build.Ran);
    }

    [Fact]
    public void A_target_that_may_fail_does_not_stop_its_dependents_but_fails_the_run()
    {
        var build = new Scenarios();

        var ended = sandbox.Run(build, "AfterSoft");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(["SoftFail: failed (InvalidOperationException: soft)", "AfterSoft: succeeded"], ended.Statuses);
        Assert.True(build.WasFailingInside);
    }

    [Fact]
    public void A_static_condition_skips_dependencies_that_nobody_else_needs()
    {
        var ended = sandbox.Run(new Scenarios(), "AfterStatic");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(
            ["Dep1: skipped (because of StaticSkip)", "StaticSkip: skipped (OnlyWhen: Flag)", "AfterStatic: succeeded"], ended.Statuses);
    }

    [Fact]
    public void Dependencies_of_a_skipped_target_run_when_it_says_so()
    {
        var ended = sandbox.Run(new Scenarios(), "AfterExecute");

        Assert.Equal(["Dep1: succeeded", "StaticExecute: skipped (OnlyWhen: Flag)", "AfterExecute: succeeded"], ended.Statuses);
    }

    [Fact]
    public void A_static_condition_that_holds_skips_nothing()
    {
        var build = new Scenarios { Flag = true };

        sandbox.Run(build, "AfterStatic");

        Assert.Equal(["Dep1", "StaticSkip", "AfterStatic"], build.Ran);
    }

    [Fact]
    public void A_dynamic_condition_is_asked_after_the_dependencies_and_does_not_skip_dependents()
    {
        var ended = sandbox.Run(new Scenarios(), "AfterDynamic");

        Assert.Equal(["Dep1: succeeded", "DynamicSkip: skipped (OnlyWhen: Flag)", "AfterDynamic: succeeded"], ended.Statuses);
    }

    [Fact]
    public void A_triggered_target_comes_with_its_own_dependencies()
    {
        var build = new Scenarios();

        sandbox.Run(build, "T1");

        Assert.Equal(["T3", "T1", "T2"], build.Ran);
    }

    [Fact]
    public void Skipping_a_triggered_target_skips_its_dependencies_too()
    {
        var ended = sandbox.Run(new Scenarios(), "T1", "--skip", "T2");

        Assert.Equal(["T3: skipped (because of T2)", "T1: succeeded", "T2: skipped (via --skip)"], ended.Statuses);
    }

    [Fact]
    public void Skip_without_names_leaves_only_what_the_call_names()
    {
        var build = new Scenarios();

        var ended = sandbox.Run(build, "T1", "A", "--skip");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(["A", "T1"], build.Ran.Order());
    }

    [Fact]
    public void An_invoked_target_that_is_skipped_still_has_its_dependencies_run()
    {
        var ended = sandbox.Run(new Scenarios(), "StaticSkip");

        Assert.Equal(["Dep1: succeeded", "StaticSkip: skipped (OnlyWhen: Flag)"], ended.Statuses);
    }

    [Fact]
    public void A_named_target_stays_although_a_skipped_one_alone_depends_on_it()
    {
        var ended = sandbox.Run(new Scenarios(), "AfterStatic", "Dep1");

        Assert.Equal(["Dep1: succeeded", "StaticSkip: skipped (OnlyWhen: Flag)", "AfterStatic: succeeded"], ended.Statuses);
    }

    [Fact]
    public void A_static_condition_that_throws_fails_the_run_before_anything_starts()
    {
        var build = new Scenarios();

        var ended = sandbox.Run(build, "Throwing");

        Assert.Equal(1, ended.ExitCode);
        Assert.Empty(build.Ran);
        Assert.Equal(["A: notRun (because Throwing failed)", "Throwing: failed (InvalidOperationException: no answer)"], ended.Statuses);
    }

    [Fact]
    public void A_dynamic_condition_that_throws_fails_its_target()
    {
        var ended = sandbox.Run(new Scenarios(), "ThrowingLate");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(["A: succeeded", "ThrowingLate: failed (InvalidOperationException: no answer)"], ended.Statuses);
    }

    public void Dispose() => sandbox.Dispose();
}
