using System.Reflection;
using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Execution;

/// <summary>
/// Sets the parameters that are fields or properties of the build class itself; components read theirs by <c>TryGetValue</c>.
/// </summary>
internal static class ParameterInjection
{
    private const BindingFlags Fields =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Sets every member that was given a value and can hold one; a computed property asks for its value itself.</summary>
    /// <exception cref="InvalidOperationException">The member is static and read-only.</exception>
    public static void Inject(object build, ParameterValues values, ParameterCatalog catalog)
    {
        foreach (var parameter in catalog.Parameters)
        {
            if (parameter.DeclaringType.IsInterface || !values.TryGet(parameter.Member.Name, out var value))
                continue;
            if (parameter.Member is PropertyInfo { CanWrite: true } property)
                property.SetValue(build, value, BindingFlags.DoNotWrapExceptions, null, null, null);
            else if (FieldOf(parameter.Member) is { } field)
                Set(field, parameter, build, value);
        }
    }

    // The compiler keeps the value of "X { get; }" in a field of that name.
    private static FieldInfo? FieldOf(MemberInfo member) =>
        member as FieldInfo ?? member.DeclaringType!.GetField($"<{member.Name}>k__BackingField", Fields);

    private static void Set(FieldInfo field, ParameterMember parameter, object build, object? value)
    {
        if (field is { IsStatic: true, IsInitOnly: true })
        {
            throw new InvalidOperationException(
                $"The parameter {parameter.DeclaringType.Name}.{parameter.Member.Name} is static and read-only, so it cannot be set; "
                + "leave out 'static'.");
        }

        field.SetValue(build, value);
    }
}
