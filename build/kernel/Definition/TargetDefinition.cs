using System.Linq.Expressions;
using System.Reflection;
using TutorPipeline.Kernel.Additions;

namespace TutorPipeline.Kernel.Definition;

/// <summary>Collects what a target says about itself. Filled by one thread, then only read.</summary>
internal sealed partial class TargetDefinition : ITargetDefinition
{
    private readonly object build;
    private readonly List<string> faults;
    private readonly IReadOnlyList<PropertyInfo> overridden;
    private int baseLevel;
    private int inheritedActions;

    /// <summary>Makes an empty definition.</summary>
    /// <param name="name">The target's name.</param>
    /// <param name="factory">The delegate that it is known by.</param>
    /// <param name="build">The build that components are taken from.</param>
    /// <param name="declarations">The property and those of components that it implements; none in tests without properties.</param>
    /// <param name="overridden">The properties of base classes that it overrides, the nearest first.</param>
    /// <param name="faults">Takes one sentence for everything that cannot be understood.</param>
    public TargetDefinition(
        string name, Target factory, object build, IReadOnlyList<PropertyInfo> declarations, IReadOnlyList<PropertyInfo> overridden,
        List<string> faults)
    {
        Name = name;
        Factory = factory;
        this.build = build;
        Declarations = declarations;
        this.overridden = overridden;
        this.faults = faults;
    }

    public string Name { get; }

    public Target Factory { get; }

    public IReadOnlyList<PropertyInfo> Declarations { get; }

    public string? Text { get; private set; }

    public bool IsListed { get; private set; } = true;

    public bool ProceedsAfterFailure { get; private set; }

    public bool IsAssuredAfterFailure { get; private set; }

    public DependencyBehavior WhenSkippedBehavior { get; private set; }

    public List<TargetAction> Actions { get; } = [];

    public List<TargetReference> References { get; } = [];

    public List<TargetCondition> StaticConditions { get; } = [];

    public List<TargetCondition> DynamicConditions { get; } = [];

    public List<LambdaExpression> Requirements { get; } = [];

    public List<string> ProducedArtifacts { get; } = [];

    /// <summary>How long it is expected to take, in any unit common to all targets; unknown ones count 1.</summary>
    public double Weight { get; init; } = 1;

    public ITargetDefinition Description(string description) => With(() => Text = description);

    public ITargetDefinition Executes(params Action[] actions)
    {
        foreach (var action in actions)
            AddAction(_ => RunSynchronously(action), runsInDryRun: false);
        return this;
    }

    public ITargetDefinition Executes<T>(Func<T> action) => AddAction(
        async _ =>
        {
            // A task that a function returns is part of the action: dropped, its failure would be lost.
            if (action() is Task task)
                await task;
        },
        runsInDryRun: false);

    public ITargetDefinition Executes(Func<Task> action) => AddAction(_ => action(), runsInDryRun: false);

    /// <summary>Adds an action behind those there are.</summary>
    public ITargetDefinition AddAction(Func<ITargetRun, Task> action, bool runsInDryRun) =>
        With(() => Actions.Add(new TargetAction(action, runsInDryRun)));

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string? text = null) =>
        With(() => StaticConditions.Add(new TargetCondition(condition, ConditionText(text))));

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string? text = null) =>
        With(() => DynamicConditions.Add(new TargetCondition(condition, ConditionText(text))));

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior) => With(() => WhenSkippedBehavior = dependencyBehavior);

    public ITargetDefinition Requires<T>(params Expression<Func<T?>>[] parameters)
        where T : class => With(() => Requirements.AddRange(parameters));

    public ITargetDefinition Requires<T>(params Expression<Func<T?>>[] parameters)
        where T : struct => With(() => Requirements.AddRange(parameters));

    public ITargetDefinition Requires(params Expression<Func<bool>>[] requirements) => With(() => Requirements.AddRange(requirements));

    public ITargetDefinition ProceedAfterFailure() => With(() => ProceedsAfterFailure = true);

    public ITargetDefinition AssuredAfterFailure() => With(() => IsAssuredAfterFailure = true);

    public ITargetDefinition Unlisted() => With(() => IsListed = false);

    public ITargetDefinition Produces(params string[] artifacts) => With(() => ProducedArtifacts.AddRange(artifacts));

    public ITargetDefinition Base()
    {
        if (baseLevel >= overridden.Count)
        {
            faults.Add($"Target '{Name}' calls Base() but overrides no target of a base class; use Inherit for one of a component.");
            return this;
        }

        var factory = PropertyGetter.ReadNonVirtually(overridden[baseLevel], build);
        baseLevel++;
        factory(this);
        baseLevel--;
        return this;
    }

    public ITargetDefinition Inherit(params Target[] targets)
    {
        foreach (var target in targets)
            InheritOne(target);
        return this;
    }

    private static Task RunSynchronously(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static string ConditionText(string? text)
    {
        var arrow = text?.IndexOf("=>", StringComparison.Ordinal) ?? -1;
        return text is null ? "a condition" : arrow < 0 ? text : text[(arrow + 2)..].Trim();
    }

    private TargetDefinition With(Action change)
    {
        change();
        return this;
    }

    // Inherited actions run before the target's own, wherever Inherit stands.
    private void InheritOne(Target target)
    {
        var own = Actions.GetRange(inheritedActions, Actions.Count - inheritedActions);
        Actions.RemoveRange(inheritedActions, own.Count);
        target(this);
        inheritedActions = Actions.Count;
        Actions.AddRange(own);
    }
}
