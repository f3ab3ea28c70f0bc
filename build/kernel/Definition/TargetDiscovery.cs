using System.Reflection;

namespace TutorPipeline.Kernel.Definition;

/// <summary>Finds all targets of a build: properties of its class, of its base classes, and default members of its components.</summary>
internal sealed class TargetDiscovery
{
    private readonly object build;
    private readonly List<string> faults = [];
    private readonly List<Found> found = [];
    private readonly Dictionary<string, Found> byName = new(StringComparer.Ordinal);

    private TargetDiscovery(object build) => this.build = build;

    /// <summary>Evaluates every target once; what is wrong is in the result, never thrown.</summary>
    public static TargetSet Of(object build)
    {
        var discovery = new TargetDiscovery(build);
        for (var type = build.GetType(); type is not null && type != typeof(NukeBuild) && type != typeof(object); type = type.BaseType)
            discovery.AddClass(type);
        foreach (var component in build.GetType().GetInterfaces())
        {
            if (component != typeof(INukeBuild) && component.Assembly != typeof(object).Assembly)
                discovery.AddComponent(component);
        }

        return discovery.Evaluate();
    }

    private void AddClass(Type type)
    {
        foreach (var property in type.GetProperties(PropertyGetter.Declared))
        {
            if (property.PropertyType != typeof(Target))
                continue;
            var name = property.Name[(property.Name.LastIndexOf('.') + 1)..];
            if (byName.TryGetValue(name, out var derived))
                derived.Overridden.Add(property);
            else
                Add(new Found(name, property));
        }
    }

    private void AddComponent(Type component)
    {
        foreach (var property in component.GetProperties(PropertyGetter.Declared))
        {
            // A dotted name is a component's own implementation of another one's target, which shows when that one is read.
            if (property.PropertyType != typeof(Target) || property.Name.Contains('.', StringComparison.Ordinal))
                continue;
            if (!byName.TryGetValue(property.Name, out var other))
                Add(new Found(property.Name, property));
            else if (other.Property.DeclaringType!.IsInterface)
                faults.Add($"Target '{property.Name}' is declared by {other.Property.DeclaringType.Name} and by {component.Name}; "
                           + $"rename one, or declare it in {build.GetType().Name} too.");
            else if (!IsImplementation(other.Property))
                faults.Add($"Property '{property.Name}' of {other.Property.DeclaringType.Name} must be public to override the target of "
                           + $"{component.Name}; as it is, there would be two targets of that name.");
            else
                other.Implemented.Add(property);
        }
    }

    private static bool IsImplementation(PropertyInfo property) =>
        property.GetMethod!.IsPublic || property.Name.Contains('.', StringComparison.Ordinal);

    private void Add(Found target)
    {
        found.Add(target);
        byName.Add(target.Name, target);
    }

    private TargetSet Evaluate()
    {
        var targets = new TargetDefinition[found.Count];
        for (var i = 0; i < targets.Length; i++)
        {
            var one = found[i];
            var factory = PropertyGetter.Read(one.Property, build);
            targets[i] = new TargetDefinition(one.Name, factory, build, [one.Property, .. one.Implemented], one.Overridden, faults);
            factory(targets[i]);
        }

        return new TargetSet(targets, faults);
    }

    private sealed record Found(string Name, PropertyInfo Property)
    {
        public List<PropertyInfo> Overridden { get; } = [];

        public List<PropertyInfo> Implemented { get; } = [];
    }
}
