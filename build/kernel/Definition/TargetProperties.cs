using System.Linq.Expressions;
using System.Reflection;
using TutorPipeline.Kernel.Additions;

namespace TutorPipeline.Kernel.Definition;

/// <summary>Finds and reads the properties of type <see cref="Target"/> of a build class and its components.</summary>
internal static class TargetProperties
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every target property: the class's own and its bases' first, then the components' that the class does not override.</summary>
    /// <exception cref="UsageException">A property hides a component's target without implementing it.</exception>
    public static List<PropertyInfo> Of(Type buildType)
    {
        var found = new List<PropertyInfo>();
        var names = new Dictionary<string, PropertyInfo>(StringComparer.Ordinal);
        for (var type = buildType; type is not null && type != typeof(object); type = type.BaseType)
        {
            AddOwn(type, found, names);
        }

        foreach (var component in buildType.GetInterfaces())
        {
            foreach (var property in component.GetProperties(Declared))
            {
                if (property.PropertyType == typeof(Target) && IsNew(property, names))
                {
                    found.Add(property);
                    names.Add(property.Name, property);
                }
            }
        }

        return found;
    }

    /// <summary>The target's name; an explicit implementation is called like what it implements.</summary>
    public static string NameOf(PropertyInfo property)
    {
        var dot = property.Name.LastIndexOf('.');
        return dot < 0 ? property.Name : property.Name[(dot + 1)..];
    }

    /// <summary>Reads a property as the build overrides it.</summary>
    public static Target Read(object build, PropertyInfo property) => (Target)property.GetValue(build)!;

    /// <summary>Reads exactly this property, although the build may override it.</summary>
    public static Target NonVirtual(object build, PropertyInfo property)
    {
        var pointer = property.GetMethod!.MethodHandle.GetFunctionPointer();
        var getter = (Func<Target>)Activator.CreateInstance(typeof(Func<Target>), build, pointer)!;
        return getter();
    }

    /// <summary>The target that a virtual one overrides.</summary>
    public static (Target Target, Type DeclaringType) OfBase(object build, Type level, string name)
    {
        for (var type = level.BaseType; type is not null; type = type.BaseType)
        {
            if (type.GetProperty(name, Declared) is { } property && property.PropertyType == typeof(Target))
            {
                return (NonVirtual(build, property), type);
            }
        }

        throw new UsageException([$"The target {name} calls Base(), but no base class of {level.Name} has a target of that name."]);
    }

    /// <summary>The property that an expression such as <c>x => x.Compile</c> names.</summary>
    public static PropertyInfo Named(LambdaExpression expression) =>
        expression.Body is MemberExpression { Member: PropertyInfo property }
            ? property
            : throw new UsageException([$"'{expression}' does not name a target; write x => x.TheTarget."]);

    /// <summary>The only target of a component, for the short form without lambda.</summary>
    public static PropertyInfo OnlyOne(Type component, string referringTarget)
    {
        var targets = component.GetProperties(Declared).Where(p => p.PropertyType == typeof(Target)).ToArray();
        return targets.Length == 1
            ? targets[0]
            : throw new UsageException([
                $"The target {referringTarget} refers to {component.Name} without saying to which target, and {component.Name} has "
                + $"{(targets.Length == 0 ? "none" : string.Join(", ", targets.Select(t => t.Name)))}; write <{component.Name}>(x => x.TheTarget)."]);
    }

    private static void AddOwn(Type type, List<PropertyInfo> found, Dictionary<string, PropertyInfo> names)
    {
        foreach (var property in type.GetProperties(Declared))
        {
            if (property.PropertyType == typeof(Target) && names.TryAdd(NameOf(property), property))
            {
                found.Add(property);
            }
        }
    }

    private static bool IsNew(PropertyInfo property, Dictionary<string, PropertyInfo> names)
    {
        if (!names.TryGetValue(property.Name, out var own))
        {
            return true;
        }

        var isExplicit = own.Name.Contains('.', StringComparison.Ordinal);
        if (!isExplicit && !own.DeclaringType!.IsInterface && !own.GetMethod!.IsPublic)
        {
            throw new UsageException([
                $"The property {own.DeclaringType.Name}.{own.Name} must be public to override {property.DeclaringType!.Name}.{property.Name}."]);
        }

        return false;
    }
}
