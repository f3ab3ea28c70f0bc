using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using TutorPipeline.Kernel.Additions;

namespace TutorPipeline.Kernel.Definition;

/// <summary>What a target said about itself; references to other targets are resolved later, when all are known.</summary>
internal sealed class TargetDefinition(string name, object build, Type level) : ITargetDefinition
{
    private Type currentLevel = level;

    public string Name { get; } = name;

    public string? Sentence { get; private set; }

    public List<TargetAction> Actions { get; } = [];

    public List<Target> Dependencies { get; } = [];

    public List<Target> Dependents { get; } = [];

    public List<Target> Successors { get; } = [];

    public List<Target> Predecessors { get; } = [];

    public List<Target> Triggered { get; } = [];

    public List<Target> Triggering { get; } = [];

    public List<Target> Consumed { get; } = [];

    public List<Condition> StaticConditions { get; } = [];

    public List<Condition> DynamicConditions { get; } = [];

    public List<LambdaExpression> Requirements { get; } = [];

    public List<string> Artifacts { get; } = [];

    public DependencyBehavior WhenSkippedBehavior { get; private set; }

    public bool Proceeds { get; private set; }

    public bool IsAssured { get; private set; }

    public bool IsListed { get; private set; } = true;

    public ITargetDefinition Description(string description) => Do(() => Sentence = description);

    public ITargetDefinition Executes(params Action[] actions) =>
        Do(() => Actions.AddRange(actions.Select(action => TargetAction.Of(action))));

    public ITargetDefinition Executes<T>(Func<T> action) => Do(() => Actions.Add(TargetAction.Of(() => { _ = action(); })));

    public ITargetDefinition Executes(Func<Task> action) => Do(() => Actions.Add(new TargetAction(_ => action(), RunsInDryRun: false)));

    public ITargetDefinition DependsOn(params Target[] targets) => Do(() => Dependencies.AddRange(targets));

    public ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets) => DependsOn(Of(targets));

    public ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets) => DependsOn(TryOf(targets));

    public ITargetDefinition DependentFor(params Target[] targets) => Do(() => Dependents.AddRange(targets));

    public ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets) => DependentFor(Of(targets));

    public ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets) => DependentFor(TryOf(targets));

    public ITargetDefinition Before(params Target[] targets) => Do(() => Successors.AddRange(targets));

    public ITargetDefinition Before<T>(params Func<T, Target>[] targets) => Before(Of(targets));

    public ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets) => Before(TryOf(targets));

    public ITargetDefinition After(params Target[] targets) => Do(() => Predecessors.AddRange(targets));

    public ITargetDefinition After<T>(params Func<T, Target>[] targets) => After(Of(targets));

    public ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets) => After(TryOf(targets));

    public ITargetDefinition Triggers(params Target[] targets) => Do(() => Triggered.AddRange(targets));

    public ITargetDefinition Triggers<T>(params Func<T, Target>[] targets) => Triggers(Of(targets));

    public ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets) => Triggers(TryOf(targets));

    public ITargetDefinition TriggeredBy(params Target[] targets) => Do(() => Triggering.AddRange(targets));

    public ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets) => TriggeredBy(Of(targets));

    public ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets) => TriggeredBy(TryOf(targets));

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? text = null) =>
        Do(() => StaticConditions.Add(Condition.Of(condition, text)));

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? text = null) =>
        Do(() => DynamicConditions.Add(Condition.Of(condition, text)));

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior) => Do(() => WhenSkippedBehavior = dependencyBehavior);

    public ITargetDefinition Requires<T>(params Expression<Func<T?>>[] parameters)
        where T : class => Do(() => Requirements.AddRange(parameters));

    public ITargetDefinition Requires<T>(params Expression<Func<T?>>[] parameters)
        where T : struct => Do(() => Requirements.AddRange(parameters));

    public ITargetDefinition Requires(params Expression<Func<bool>>[] requirements) => Do(() => Requirements.AddRange(requirements));

    public ITargetDefinition ProceedAfterFailure() => Do(() => Proceeds = true);

    public ITargetDefinition AssuredAfterFailure() => Do(() => IsAssured = true);

    public ITargetDefinition Unlisted() => Do(() => IsListed = false);

    public ITargetDefinition Produces(params string[] artifacts) => Do(() => Artifacts.AddRange(artifacts));

    public ITargetDefinition Consumes(params Target[] targets) => Do(() => Consumed.AddRange(targets));

    public ITargetDefinition Consumes<T>(params Func<T, Target>[] targets) => Consumes(Of(targets));

    public ITargetDefinition Consumes(Target target, params string[] artifacts) => Consumes(target);

    public ITargetDefinition Base()
    {
        var level = currentLevel;
        var (target, declaring) = TargetProperties.OfBase(build, level, Name);
        currentLevel = declaring;
        target(this);
        currentLevel = level;
        return this;
    }

    public ITargetDefinition Inherit(params Target[] targets) => Do(() =>
    {
        foreach (var target in targets)
        {
            target(this);
        }
    });

    public ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets) => targets.Length == 0
        ? Inherit(TargetProperties.NonVirtual(build, TargetProperties.OnlyOne(typeof(T), Name)))
        : Inherit([.. targets.Select(t => TargetProperties.NonVirtual(build, TargetProperties.Named(t)))]);

    private TargetDefinition Do(Action change)
    {
        change();
        return this;
    }

    private Target[] TryOf<T>(Func<T, Target>[] targets) => build is T ? Of(targets) : [];

    private Target[] Of<T>(Func<T, Target>[] targets)
    {
        if (build is not T component)
        {
            throw new UsageException([$"The target {Name} refers to {typeof(T).Name}, which the build class is not; add it, or use the Try form."]);
        }

        return targets.Length == 0
            ? [TargetProperties.Read(build, TargetProperties.OnlyOne(typeof(T), Name))]
            : Array.ConvertAll(targets, target => target(component));
    }
}

/// <summary>One action of a target.</summary>
/// <param name="Body">What it does.</param>
/// <param name="RunsInDryRun">Whether it honours the dry run itself.</param>
internal sealed record TargetAction(Func<ITargetRun, Task> Body, bool RunsInDryRun)
{
    public static TargetAction Of(Action action) => new(
        _ =>
        {
            action();
            return Task.CompletedTask;
        },
        RunsInDryRun: false);
}

/// <summary>A condition and how it reads.</summary>
internal sealed record Condition(Func<bool> Holds, string Text)
{
    // The caller's text is the whole lambda; a reader wants its body.
    public static Condition Of(Func<bool> holds, string? text) => new(holds, (text ?? "condition").Replace("() =>", string.Empty, StringComparison.Ordinal).Trim());
}
