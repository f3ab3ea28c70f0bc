using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>All costs of a run in plan order, with their sums.</summary>
internal sealed record CostTotals(
    IReadOnlyList<(string Target, TargetCost Cost)> Lines, IReadOnlyList<string> Notes, decimal Hourly, decimal Monthly)
{
    /// <summary>Sorts by the plan, so that the order does not depend on who was faster, and sums up what is fixed.</summary>
    public static CostTotals Of(RunStarted started, ReportedCosts costs)
    {
        var lines = new List<(string Target, TargetCost Cost)>(costs.Lines.Count);
        var (hourly, monthly) = (0m, 0m);
        foreach (var planned in started.Plan)
        {
            foreach (var line in costs.Lines)
            {
                if (line.Target != planned.Name)
                    continue;
                lines.Add(line);
                hourly += line.Cost.Hourly ?? 0;
                monthly += line.Cost.Monthly ?? 0;
            }
        }

        return new(lines, costs.Notes, hourly, monthly);
    }

    /// <summary>The addresses of one basis, each once.</summary>
    public IReadOnlyList<string> Addresses(string basis)
    {
        var addresses = new List<string>();
        foreach (var (_, cost) in Lines)
        {
            if (cost.Basis == basis && !addresses.Contains(cost.Address))
                addresses.Add(cost.Address);
        }

        return addresses;
    }

    /// <summary>Writes <c>estimatedCost</c>, null when nobody said anything about costs.</summary>
    public void WriteTo(MaskedJson plan)
    {
        if (Lines.Count == 0)
        {
            plan.Json.WriteNull("estimatedCost");
            return;
        }

        plan.Json.WriteStartObject("estimatedCost");
        plan.Text("currency", "USD");
        plan.Json.WriteNumber("hourly", decimal.Round(Hourly, 4));
        plan.Json.WriteNumber("monthly", decimal.Round(Monthly, 2));
        plan.Json.WriteBoolean("isComplete", Addresses("byUse").Count == 0 && Addresses("unknown").Count == 0);
        plan.Texts("notes", Notes);
        plan.Json.WriteStartArray("lines");
        foreach (var (target, cost) in Lines)
            WriteLine(plan, target, cost);
        plan.Json.WriteEndArray();
        plan.Json.WriteEndObject();
    }

    private static void WriteLine(MaskedJson plan, string target, TargetCost cost)
    {
        plan.Json.WriteStartObject();
        plan.Text("target", target);
        plan.Text("address", cost.Address);
        plan.Text("what", cost.What);
        plan.Text("basis", cost.Basis);
        Number("quantity", (decimal?)cost.Quantity, 4);
        Number("hourly", cost.Hourly, 6);
        Number("monthly", cost.Monthly, 2);
        plan.Text("source", cost.Source);
        plan.Json.WriteEndObject();

        void Number(string name, decimal? value, int digits)
        {
            if (value is { } number)
                plan.Json.WriteNumber(name, decimal.Round(number, digits));
            else
                plan.Json.WriteNull(name);
        }
    }
}
