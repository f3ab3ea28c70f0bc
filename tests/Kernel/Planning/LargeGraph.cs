using TutorPipeline.Kernel.Definition;

namespace TutorPipeline.Kernel.Tests.Planning;

/// <summary>Targets made without a class; each is a lambda of its own.</summary>
internal static class LargeGraph
{
    /// <summary>Target <c>i</c> depends on those that the function names; their numbers may be larger or smaller.</summary>
    public static TargetSet Of(int count, Func<int, IEnumerable<int>> dependencies)
    {
        var faults = new List<string>();
        var factories = new Target[count];
        for (var i = 0; i < count; i++)
        {
            var number = i;
            factories[i] = definition => definition.DependsOn([.. dependencies(number).Select(d => factories[d])]);
        }

        var targets = new TargetDefinition[count];
        for (var i = 0; i < count; i++)
        {
            targets[i] = new TargetDefinition($"T{i}", factories[i], new object(), [], [], faults);
            factories[i](targets[i]);
        }

        return new TargetSet(targets, faults);
    }

    public static TargetSet Chain(int length) => Of(length, i => i == 0 ? [] : [i - 1]);
}
