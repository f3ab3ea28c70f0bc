using System.Reflection;

namespace TutorPipeline.Kernel.Definition;

/// <summary>Reads target properties. Each is read once or twice a run, so plain reflection beats anything compiled first.</summary>
internal static class PropertyGetter
{
    /// <summary>Everything a type itself declares for its instances.</summary>
    public const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Reads as the runtime would: the most derived implementation.</summary>
    public static Target Read(PropertyInfo property, object build) =>
        (Target?)property.GetMethod!.Invoke(build, BindingFlags.DoNotWrapExceptions, null, null, null) ?? throw Empty(property);

    /// <summary>Reads exactly this property, although the build overrides it.</summary>
    public static Target ReadNonVirtually(PropertyInfo property, object build)
    {
        var getter = property.GetMethod!;
        if (getter.IsAbstract)
            return Read(property, build);

        // A delegate made from a function pointer calls that very method; one made from a MethodInfo would find the override.
        var pointer = getter.MethodHandle.GetFunctionPointer();
        var read = (Func<Target?>)Activator.CreateInstance(typeof(Func<Target?>), build, pointer)!;
        return read() ?? throw Empty(property);
    }

    private static InvalidOperationException Empty(PropertyInfo property) =>
        new($"The target {property.DeclaringType?.Name}.{property.Name} is null; write it as '_ => _'.");
}
