using System.Globalization;
using System.Text;
using TutorPipeline.Kernel.Additions;

namespace TutorPipeline.Kernel.Output;

/// <summary>What everything is estimated to cost, for people: one row a thing, then the sum, then what is left out of it.</summary>
internal sealed class CostTable(SecretMasker masker, Palette palette, int? width)
{
    /// <summary>Writes everything; nothing when nobody said anything about costs.</summary>
    public void AppendTo(StringBuilder text, CostTotals totals)
    {
        if (totals.Lines.Count == 0)
            return;
        text.Append('\n').Append(palette.Bold("Estimated cost")).Append('\n');
        var table = new TextTable(width, indent: "  ");
        table.Row(Head("Resource"), Head("What"), Head("Quantity", true), Head("USD an hour", true), Head("USD a month", true));
        table.Rule();
        foreach (var (_, cost) in totals.Lines)
        {
            if (cost.Basis != "byUse")
                table.Row(new Cell(Clean(cost.Address)), new Cell(Clean(cost.What)), Number(cost.Quantity), Hourly(cost), Monthly(cost));
        }

        table.AppendTo(text);
        AppendTotal(text, totals);
    }

    private void AppendTotal(StringBuilder text, CostTotals totals)
    {
        var (unknown, byUse) = (totals.Addresses("unknown"), totals.Addresses("byUse"));
        text.Append("  ").Append(unknown.Count + byUse.Count == 0 ? "In all " : "In all at least ");
        text.Append(CultureInfo.InvariantCulture, $"${totals.Hourly:0.00} an hour, ${totals.Monthly:0.00} a month ");
        text.Append("of 730 hours, at list prices.\n");
        AppendList(text, "No price with a source is known for: ", unknown);
        AppendList(text, "Paid by use besides: ", byUse);
        foreach (var note in totals.Notes)
            text.Append("  ").Append(Clean(note)).Append('\n');
    }

    private void AppendList(StringBuilder text, string words, IReadOnlyList<string> addresses)
    {
        if (addresses.Count > 0)
            text.Append("  ").Append(words).Append(Clean(string.Join(", ", addresses))).Append(".\n");
    }

    private static Cell Hourly(TargetCost cost) => Amount(cost.Hourly, "0.0000");

    private static Cell Monthly(TargetCost cost) => Amount(cost.Monthly, "0.00");

    private static Cell Amount(decimal? amount, string format) =>
        new(amount?.ToString(format, CultureInfo.InvariantCulture) ?? "unknown", IsRight: true);

    private static Cell Number(double? number) => new(number?.ToString(CultureInfo.InvariantCulture) ?? "unknown", IsRight: true);

    private Cell Head(string text, bool isRight = false) => new(text, palette.Bold, isRight);

    private string Clean(string value) => PlainText.OneLine(masker.Mask(value));
}
