using System.Linq.Expressions;
using System.Reflection;

namespace TutorPipeline.Kernel.Definition;

/// <content>How a target refers to others.</content>
internal sealed partial class TargetDefinition
{
    public ITargetDefinition DependsOn(params Target[] targets) => Refer(Relation.DependsOn, targets);

    public ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets) => Refer(Relation.DependsOn, targets, isOptional: false);

    public ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets) => Refer(Relation.DependsOn, targets, isOptional: true);

    public ITargetDefinition DependentFor(params Target[] targets) => Refer(Relation.DependentFor, targets);

    public ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets) => Refer(Relation.DependentFor, targets, isOptional: false);

    public ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets) =>
        Refer(Relation.DependentFor, targets, isOptional: true);

    public ITargetDefinition Before(params Target[] targets) => Refer(Relation.Before, targets);

    public ITargetDefinition Before<T>(params Func<T, Target>[] targets) => Refer(Relation.Before, targets, isOptional: false);

    public ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets) => Refer(Relation.Before, targets, isOptional: true);

    public ITargetDefinition After(params Target[] targets) => Refer(Relation.After, targets);

    public ITargetDefinition After<T>(params Func<T, Target>[] targets) => Refer(Relation.After, targets, isOptional: false);

    public ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets) => Refer(Relation.After, targets, isOptional: true);

    public ITargetDefinition Triggers(params Target[] targets) => Refer(Relation.Triggers, targets);

    public ITargetDefinition Triggers<T>(params Func<T, Target>[] targets) => Refer(Relation.Triggers, targets, isOptional: false);

    public ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets) => Refer(Relation.Triggers, targets, isOptional: true);

    public ITargetDefinition TriggeredBy(params Target[] targets) => Refer(Relation.TriggeredBy, targets);

    public ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets) => Refer(Relation.TriggeredBy, targets, isOptional: false);

    public ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets) => Refer(Relation.TriggeredBy, targets, isOptional: true);

    public ITargetDefinition Consumes(params Target[] targets) => Refer(Relation.Consumes, targets);

    public ITargetDefinition Consumes<T>(params Func<T, Target>[] targets) => Refer(Relation.Consumes, targets, isOptional: false);

    public ITargetDefinition Consumes(Target target, params string[] artifacts) => Refer(Relation.Consumes, [target]);

    public ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets)
    {
        if (build is not T)
        {
            faults.Add(MissingComponent(typeof(T), $"Inherit<{typeof(T).Name}>", remedy: string.Empty));
            return this;
        }

        if (targets.Length == 0)
            return OnlyTargetOf(typeof(T), "Inherit") is { } only ? Inherit(PropertyGetter.ReadNonVirtually(only, build)) : this;
        foreach (var target in targets)
        {
            if (target.Body is MemberExpression { Member: PropertyInfo property })
                Inherit(PropertyGetter.ReadNonVirtually(property, build));
            else
                faults.Add($"Target '{Name}': Inherit<{typeof(T).Name}> takes a target property, such as x => x.Compile, "
                           + $"not '{target.Body}'.");
        }

        return this;
    }

    private TargetDefinition Refer(Relation relation, Target[] targets)
    {
        foreach (var target in targets)
            References.Add(new TargetReference(relation, target));
        return this;
    }

    private TargetDefinition Refer<T>(Relation relation, Func<T, Target>[] targets, bool isOptional)
    {
        if (build is not T component)
        {
            if (!isOptional)
                faults.Add(MissingComponent(typeof(T), $"{relation}<{typeof(T).Name}>", $", or use Try{relation}"));
        }
        else if (targets.Length > 0)
        {
            foreach (var target in targets)
                References.Add(new TargetReference(relation, target(component)));
        }
        else if (OnlyTargetOf(typeof(T), relation.ToString()) is { } only)
        {
            References.Add(new TargetReference(relation, PropertyGetter.Read(only, component)));
        }

        return this;
    }

    private string MissingComponent(Type component, string call, string remedy) =>
        $"Target '{Name}': {call} needs the component {component.Name}, which {build.GetType().Name} does not have. "
        + $"Add it to the class{remedy}.";

    private PropertyInfo? OnlyTargetOf(Type component, string call)
    {
        var names = new List<string>();
        PropertyInfo? only = null;
        foreach (var property in component.GetProperties(PropertyGetter.Declared))
        {
            if (property.PropertyType == typeof(Target) && !property.Name.Contains('.', StringComparison.Ordinal))
            {
                only = property;
                names.Add(property.Name);
            }
        }

        if (names.Count == 1)
            return only;
        var found = names.Count == 0 ? "it has none" : $"it has {string.Join(", ", names)}";
        faults.Add($"Target '{Name}': {call}<{component.Name}>() without a lambda needs exactly one target in {component.Name}; {found}. "
                   + $"Name the target meant: {call}<{component.Name}>(x => x.{(names.Count == 0 ? "…" : names[0])}).");
        return null;
    }
}
