using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace TutorPipeline.Kernel;

/// <summary>A target: a property of the build class or of one of its components. Its identity is its delegate (as in NUKE).</summary>
/// <param name="definition">The definition that the target fills in.</param>
/// <returns>The same definition.</returns>
public delegate ITargetDefinition Target(ITargetDefinition definition);

/// <summary>
/// What a target says about itself. Names and meaning are those of NUKE 10 (https://nuke.build/docs/fundamentals/targets/).
/// Definitions are evaluated before parameters are read, so parameter values are available inside lambdas only.
/// </summary>
public interface ITargetDefinition
{
    /// <summary>Sets the sentence shown in <c>--help</c>.</summary>
    ITargetDefinition Description(string description);

    /// <summary>Adds actions; several calls add up and run in order.</summary>
    ITargetDefinition Executes(params Action[] actions);

    /// <summary>Adds a function whose result is dropped.</summary>
    ITargetDefinition Executes<T>(Func<T> action);

    /// <summary>Adds an asynchronous action.</summary>
    ITargetDefinition Executes(Func<Task> action);

    /// <summary>These run before this target and are pulled into the plan.</summary>
    ITargetDefinition DependsOn(params Target[] targets);

    /// <summary>As <see cref="DependsOn(Target[])"/>, on a component's targets; without lambda, on its only one.</summary>
    ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="DependsOn{T}"/> when the build has the component, otherwise nothing.</summary>
    ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>The other way round: those depend on this target.</summary>
    ITargetDefinition DependentFor(params Target[] targets);

    /// <inheritdoc cref="DependentFor(Target[])"/>
    ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="DependentFor{T}"/> when the build has the component, otherwise nothing.</summary>
    ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>Order only: this runs before those, if both are planned.</summary>
    ITargetDefinition Before(params Target[] targets);

    /// <inheritdoc cref="Before(Target[])"/>
    ITargetDefinition Before<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="Before{T}"/> when the build has the component, otherwise nothing.</summary>
    ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets);

    /// <summary>Order only: this runs after those, if both are planned.</summary>
    ITargetDefinition After(params Target[] targets);

    /// <inheritdoc cref="After(Target[])"/>
    ITargetDefinition After<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="After{T}"/> when the build has the component, otherwise nothing.</summary>
    ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets);

    /// <summary>Those are planned, after this one, whenever this one is planned; their own dependencies come too.</summary>
    ITargetDefinition Triggers(params Target[] targets);

    /// <inheritdoc cref="Triggers(Target[])"/>
    ITargetDefinition Triggers<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="Triggers{T}"/> when the build has the component, otherwise nothing.</summary>
    ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets);

    /// <summary>The other way round: those trigger this target.</summary>
    ITargetDefinition TriggeredBy(params Target[] targets);

    /// <inheritdoc cref="TriggeredBy(Target[])"/>
    ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="TriggeredBy{T}"/> when the build has the component, otherwise nothing.</summary>
    ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>A condition checked before anything runs; several must all hold. Also skips dependencies needed by nobody else.</summary>
    ITargetDefinition OnlyWhenStatic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? text = null);

    /// <summary>A condition checked right before the target; its dependencies have already run.</summary>
    ITargetDefinition OnlyWhenDynamic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? text = null);

    /// <summary>What happens to dependencies and triggers that nobody else needs when this target is skipped.</summary>
    ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior);

    /// <summary>Parameters that must have a value, validated for all scheduled targets before the first one runs.</summary>
    ITargetDefinition Requires<T>(params Expression<Func<T?>>[] parameters)
        where T : class;

    /// <inheritdoc cref="Requires{T}(Expression{Func{T}}[])"/>
    ITargetDefinition Requires<T>(params Expression<Func<T?>>[] parameters)
        where T : struct;

    /// <summary>A condition that must hold before the first target runs.</summary>
    ITargetDefinition Requires(params Expression<Func<bool>>[] requirements);

    /// <summary>A failure of this target does not stop the others; the build still fails.</summary>
    ITargetDefinition ProceedAfterFailure();

    /// <summary>This target runs even after another failed or the run was interrupted, if it is in the plan.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>Hides the target from <c>--help</c>.</summary>
    ITargetDefinition Unlisted();

    /// <summary>Artifact globs, for generated workflows.</summary>
    ITargetDefinition Produces(params string[] artifacts);

    /// <summary>Takes artifacts of those targets, for generated workflows; no dependency.</summary>
    ITargetDefinition Consumes(params Target[] targets);

    /// <inheritdoc cref="Consumes(Target[])"/>
    ITargetDefinition Consumes<T>(params Func<T, Target>[] targets);

    /// <inheritdoc cref="Consumes(Target[])"/>
    ITargetDefinition Consumes(Target target, params string[] artifacts);

    /// <summary>Adds all that the overridden target of the base class says.</summary>
    ITargetDefinition Base();

    /// <summary>Adds all that those definitions say; their actions run first.</summary>
    ITargetDefinition Inherit(params Target[] targets);

    /// <inheritdoc cref="Inherit(Target[])"/>
    ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets);
}

/// <summary>What happens to the dependencies of a skipped target.</summary>
public enum DependencyBehavior
{
    /// <summary>Those that nobody else needs are skipped too.</summary>
    Skip,

    /// <summary>They run.</summary>
    Execute,
}
