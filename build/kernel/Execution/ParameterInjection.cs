using System.Reflection;
using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Execution;

/// <summary>Sets the parameters that are fields or properties of the build class itself; components read theirs by <c>TryGetValue</c>.</summary>
internal static class ParameterInjection
{
    public static void Inject(object build, ParameterValues values, ParameterCatalog catalog)
    {
        foreach (var parameter in catalog.Parameters)
        {
            if (parameter.DeclaringType.IsInterface || !values.TryGet(parameter.Member.Name, out var value))
            {
                continue;
            }

            if (parameter.Member is FieldInfo field)
            {
                field.SetValue(build, value);
            }
            else if (parameter.Member is PropertyInfo { CanWrite: true } property)
            {
                property.SetValue(build, value);
            }
        }
    }
}
