using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Costs;

/// <summary>Estimates what a stack costs from its counts, types and sizes, whichever engine carries it out.</summary>
public static class StackCosts
{
    /// <summary>What the reference platform says of itself, for comparison.</summary>
    public const string Comparison =
        "For comparison: the README of cookiecutter-openedx-devops states around $0.41 an hour ($10.00 a day), mostly idle, with t3.large "
        + "nodes, db.t2.small, db.t3.medium, cache.t2.small and a t2.micro bastion.";

    /// <summary>Estimates a stack.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="prices">The prices; null for the committed ones.</param>
    /// <returns>The estimate; null when nothing in the stack costs anything.</returns>
    public static CostEstimate? Of(StackDefinition stack, PriceList? prices = null)
    {
        var list = prices ?? PriceList.Committed;
        var lines = new List<CostLine>();
        foreach (var resource in stack.Resources)
        {
            foreach (var item in CostRules.Of(resource, stack))
            {
                lines.Add(Line($"{stack.Name}/{resource.ElementAddress}", item, stack.Scope.Region, list));
            }
        }

        return lines.Count == 0 ? null : new CostEstimate(lines, [Comparison]);
    }

    private static CostLine Line(string address, CostItem item, string region, PriceList prices)
    {
        if (item.PriceKey is null)
        {
            return new(address, item.What, CostBasis.ByUse);
        }

        var line = new CostLine(address, item.What, CostBasis.Unknown) { Quantity = item.Quantity };
        return item.Quantity is { } quantity && prices.Find(region, item.PriceKey) is { } price
            ? line with
            {
                Basis = CostBasis.Fixed,
                Hourly = price.Hourly * (decimal)quantity,
                Monthly = price.Monthly * (decimal)quantity,
                Source = $"{price.Source} ({price.Date:yyyy-MM-dd})",
            }
            : line;
    }
}
