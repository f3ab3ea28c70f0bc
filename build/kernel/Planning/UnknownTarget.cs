using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Planning;

/// <summary>Says why a reference leads to no target.</summary>
internal static class UnknownTarget
{
    private const string GetterPrefix = "<get_";

    /// <summary>The sentence for a reference that one target makes.</summary>
    public static string Sentence(TargetSet set, string target, TargetReference reference)
    {
        var names = new List<string>(set.Targets.Count);
        foreach (var known in set.Targets)
            names.Add(known.Name);
        var meant = PropertyName(reference.Target.Method.Name);
        if (meant is null)
        {
            return $"Target '{target}' names in {reference.Relation} a lambda that is no target of the build; targets are properties: "
                   + "Target Name => _ => _.";
        }

        var mention = $"Target '{target}' names '{meant}' in {reference.Relation}";
        return names.Contains(meant)
            ? $"{mention}, but '{meant}' is another lambda each time it is read, because it captures a variable. A target is known by its "
              + $"lambda and must not capture: move what '{meant}' captures into a field, or into its action."
            : $"{mention}, which is no target of the build.{Suggestion.Sentence(meant, names)}";
    }

    // The compiler names the lambda of property Compile "<get_Compile>b__0", with the component's name before "get_" where it has one.
    private static string? PropertyName(string method)
    {
        var end = method.IndexOf('>', StringComparison.Ordinal);
        var getter = method.IndexOf("get_", StringComparison.Ordinal);
        return method.StartsWith('<') && getter > 0 && getter < end ? method[(getter + GetterPrefix.Length - 1)..end] : null;
    }
}
