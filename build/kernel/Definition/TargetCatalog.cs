using System.Reflection;
using TutorPipeline.Kernel.Additions;

namespace TutorPipeline.Kernel.Definition;

/// <summary>A target with its relations resolved to the indices of other targets.</summary>
internal sealed record CatalogTarget(
    int Index, TargetDefinition Definition, PropertyInfo Property, int[] DependsOn, int[] OrderedAfter, int[] Triggers)
{
    public string Name => Definition.Name;
}

/// <summary>All targets of a build, in declaration order.</summary>
internal sealed class TargetCatalog
{
    private readonly Dictionary<Target, int> byFactory = [];
    private readonly List<(PropertyInfo Property, TargetDefinition Definition)> entries = [];

    private TargetCatalog()
    {
    }

    public IReadOnlyList<CatalogTarget> Targets { get; private set; } = [];

    /// <summary>Finds every target, evaluates each factory once and resolves the references.</summary>
    /// <exception cref="UsageException">A reference leads to no target.</exception>
    public static TargetCatalog Of(object build)
    {
        var catalog = new TargetCatalog();
        foreach (var property in TargetProperties.Of(build.GetType()))
        {
            var factory = TargetProperties.Read(build, property);
            var definition = new TargetDefinition(TargetProperties.NameOf(property), build, property.DeclaringType!);
            catalog.byFactory.TryAdd(factory, catalog.entries.Count);
            catalog.entries.Add((property, definition));
            factory(definition);
        }

        catalog.Targets = catalog.Resolve();
        return catalog;
    }

    public CatalogTarget Named(string name) => Targets.First(t => t.Name == name);

    private CatalogTarget[] Resolve()
    {
        var count = entries.Count;
        var depends = NewLists(count);
        var after = NewLists(count);
        var triggers = NewLists(count);
        for (var i = 0; i < count; i++)
        {
            var d = entries[i].Definition;
            Add(d, d.Dependencies, j => depends[i].Add(j));
            Add(d, d.Dependents, j => depends[j].Add(i));
            Add(d, d.Predecessors, j => after[i].Add(j));
            Add(d, d.Successors, j => after[j].Add(i));
            Add(d, d.Triggered, j => triggers[i].Add(j));
            Add(d, d.Triggering, j => triggers[j].Add(i));
        }

        for (var i = 0; i < count; i++)
        {
            foreach (var triggered in triggers[i])
            {
                after[triggered].Add(i);
            }
        }

        return [.. entries.Select((e, i) =>
            new CatalogTarget(i, e.Definition, e.Property, Distinct(depends[i]), Distinct(after[i]), Distinct(triggers[i])))];
    }

    private void Add(TargetDefinition from, List<Target> references, Action<int> add)
    {
        foreach (var reference in references)
        {
            if (!byFactory.TryGetValue(reference, out var index))
            {
                throw new UsageException([
                    $"The target {from.Name} refers to a target that the build does not have. A target is known by its delegate: it must be a "
                    + "property of the build class or of one of its components, and its lambda must not capture a local variable, "
                    + "because a capturing lambda is a new instance each time it is read."]);
            }

            add(index);
        }
    }

    private static List<int>[] NewLists(int count)
    {
        var lists = new List<int>[count];
        for (var i = 0; i < count; i++)
        {
            lists[i] = [];
        }

        return lists;
    }

    private static int[] Distinct(List<int> values) => values.Count < 2 ? [.. values] : [.. values.Distinct().Order()];
}
