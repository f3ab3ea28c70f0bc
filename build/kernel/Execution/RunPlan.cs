using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Planning;

namespace TutorPipeline.Kernel.Execution;

/// <summary>The targets of one run in order, with what will be skipped and why.</summary>
internal sealed class RunPlan
{
    private RunPlan(IReadOnlyList<string> invoked, IReadOnlyList<ScheduledTarget> targets)
    {
        Invoked = invoked;
        Targets = targets;
        Planned = [.. targets.Select(t => t.Planned)];
    }

    public IReadOnlyList<string> Invoked { get; }

    public IReadOnlyList<ScheduledTarget> Targets { get; }

    public IReadOnlyList<PlannedTarget> Planned { get; }

    /// <summary>Plans what a call asked for; a plan that is only shown, of a build without default targets, holds every listed target.</summary>
    /// <exception cref="UsageException">Targets wait for each other.</exception>
    public static RunPlan Make(TargetCatalog catalog, InvocationRequest request, IReadOnlyList<string> defaultTargets)
    {
        var nodes = catalog.Targets.Select(t => new Node(t.Name, t.DependsOn, t.OrderedAfter, t.Triggers)).ToArray();
        if (Cycles.Find(nodes) is { Count: > 0 } cycles)
        {
            throw new UsageException(cycles);
        }

        var invoked = request.Targets.Count > 0 ? request.Targets
            : defaultTargets.Count > 0 ? defaultTargets
            : [.. catalog.Targets.Where(t => t.Definition.IsListed).Select(t => t.Name)];
        var indices = invoked.Select(name => catalog.Named(name).Index).ToArray();
        var order = Planner.Plan(nodes, indices);
        var reasons = SkippedByOption(catalog, request.Skip, order, indices);
        if (request.Plan is null)
        {
            AddFalseConditions(catalog, order, reasons);
        }

        var skipped = Skips.Spread(
            nodes, order, indices, reasons, i => catalog.Targets[i].Definition.WhenSkippedBehavior == DependencyBehavior.Execute);
        return new RunPlan(invoked, Schedule(catalog, nodes, order, skipped));
    }

    private static Dictionary<int, string> SkippedByOption(
        TargetCatalog catalog, IReadOnlyList<string>? skip, List<int> order, int[] invoked)
    {
        var reasons = new Dictionary<int, string>();
        if (skip is null)
        {
            return reasons;
        }

        var all = skip.Count == 0;
        foreach (var index in order)
        {
            if (all ? Array.IndexOf(invoked, index) < 0 : skip.Contains(catalog.Targets[index].Name))
            {
                reasons[index] = "via --skip";
            }
        }

        return reasons;
    }

    private static void AddFalseConditions(TargetCatalog catalog, List<int> order, Dictionary<int, string> reasons)
    {
        foreach (var index in order)
        {
            if (!reasons.ContainsKey(index)
                && catalog.Targets[index].Definition.StaticConditions.FirstOrDefault(c => !c.Holds()) is { } condition)
            {
                reasons[index] = $"OnlyWhen: {condition.Text}";
            }
        }
    }

    private static List<ScheduledTarget> Schedule(TargetCatalog catalog, Node[] nodes, List<int> order, Dictionary<int, string> skipped)
    {
        var planned = new bool[nodes.Length];
        var positions = new int[nodes.Length];
        for (var position = 0; position < order.Count; position++)
        {
            planned[order[position]] = true;
            positions[order[position]] = position;
        }

        var scheduled = new List<ScheduledTarget>(order.Count);
        foreach (var index in order)
        {
            var before = Planner.Predecessors(nodes[index], planned).Select(i => positions[i]).Order().ToArray();
            var depends = nodes[index].DependsOn.Select(i => positions[i]).Order();
            var definition = catalog.Targets[index].Definition;
            scheduled.Add(new ScheduledTarget(
                catalog.Targets[index],
                new PlannedTarget(
                    nodes[index].Name, definition.Sentence, [.. depends.Select(p => nodes[order[p]].Name)],
                    [.. before.Select(p => nodes[order[p]].Name)], definition.Actions.Count > 0, skipped.GetValueOrDefault(index)),
                before));
        }

        return scheduled;
    }
}
