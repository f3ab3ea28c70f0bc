namespace TutorPipeline.Kernel.Tests.Execution;

/// <summary>The scenarios that NUKE's behaviour was observed with.</summary>
internal sealed class Scenarios : Recorder
{
    public bool Flag { get; init; }

    public bool WasFailingInside { get; private set; }

    public Target A => _ => _.Executes(() => Record(nameof(A)));

    public Target Boom => _ => _.DependsOn(A).Executes(() => throw new InvalidOperationException("boom"));

    public Target AfterBoom => _ => _.DependsOn(Boom).Executes(() => Record(nameof(AfterBoom)));

    public Target Assured => _ => _.AssuredAfterFailure().TriggeredBy(AfterBoom).Executes(() => Record(nameof(Assured)));

    public Target SoftFail => _ => _.ProceedAfterFailure().Executes(() => throw new InvalidOperationException("soft"));

    public Target AfterSoft => _ => _.DependsOn(SoftFail).Executes(() => WasFailingInside = IsFailing && FailedTargets.Contains(SoftFail));

    public Target Dep1 => _ => _.Executes(() => Record(nameof(Dep1)));

    public Target StaticSkip => _ => _.DependsOn(Dep1).OnlyWhenStatic(() => Flag).Executes(() => Record(nameof(StaticSkip)));

    public Target AfterStatic => _ => _.DependsOn(StaticSkip).Executes(() => Record(nameof(AfterStatic)));

    public Target StaticExecute => _ => _
        .DependsOn(Dep1).OnlyWhenStatic(() => Flag).WhenSkipped(DependencyBehavior.Execute).Executes(() => Record(nameof(StaticExecute)));

    public Target AfterExecute => _ => _.DependsOn(StaticExecute).Executes(() => Record(nameof(AfterExecute)));

    public Target DynamicSkip => _ => _.DependsOn(Dep1).OnlyWhenDynamic(() => Flag).Executes(() => Record(nameof(DynamicSkip)));

    public Target AfterDynamic => _ => _.DependsOn(DynamicSkip).Executes(() => Record(nameof(AfterDynamic)));

    public Target T1 => _ => _.Triggers(T2).Executes(() => Record(nameof(T1)));

    public Target T2 => _ => _.DependsOn(T3).Executes(() => Record(nameof(T2)));

    public Target T3 => _ => _.Before(T1).Executes(() => Record(nameof(T3)));

    public Target Throwing => _ => _.DependsOn(A).OnlyWhenStatic(() => Throw()).Executes(() => Record(nameof(Throwing)));

    public Target ThrowingLate => _ => _.DependsOn(A).OnlyWhenDynamic(() => Throw()).Executes(() => Record(nameof(ThrowingLate)));

    private static bool Throw() => throw new InvalidOperationException("no answer");
}
