using System.Text;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>What a dry run found, for people: the changes by target, what was not looked at, the counts.</summary>
internal sealed class DryRunTable(SecretMasker masker, Palette palette, int? width)
{
    /// <summary>Writes everything; targets without change are left out.</summary>
    public void AppendTo(StringBuilder text, IReadOnlyList<DryRunTarget> targets)
    {
        var changes = new List<ReportedChange>();
        var table = new TextTable(width);
        table.Row(Head("Target"), Head("Change"), Head("Subject"), Head("Detail"));
        table.Rule();
        foreach (var target in targets)
        {
            AddRows(table, target);
            changes.AddRange(target.Changes);
        }

        text.Append('\n');
        table.AppendTo(text);
        AppendGaps(text, targets);
        text.Append('\n').Append(ChangeKinds.CountsLine(changes)).Append('\n');
    }

    private void AddRows(TextTable table, DryRunTarget target)
    {
        var isFirst = true;
        foreach (var change in target.Changes)
        {
            var name = isFirst ? target.Planned.Name : string.Empty;
            table.Row(
                new Cell(name, t => palette.Target(target.Planned.Name, t)),
                new Cell($"{ChangeKinds.Sign(change.Kind),-3} {change.Kind}", t => palette.Change(change.Kind, t)),
                new Cell(Clean(change.Subject)),
                new Cell(Clean(change.Detail)));
            isFirst = false;
        }
    }

    /// <summary>Gaps with the same reason and the same way out stand under one heading, the same gap of several targets once.</summary>
    private void AppendGaps(StringBuilder text, IReadOnlyList<DryRunTarget> targets)
    {
        var reasons = new OrderedDictionary<(string Why, string HowToGet), OrderedDictionary<string, string>>();
        foreach (var target in targets)
        {
            foreach (var gap in target.Gaps)
            {
                var key = (Clean(gap.Why), Clean(gap.HowToGet));
                if (!reasons.TryGetValue(key, out var whats))
                    reasons[key] = whats = [];
                var what = Clean(gap.What);
                whats[what] = whats.TryGetValue(what, out var names) ? $"{names}, {target.Planned.Name}" : target.Planned.Name;
            }
        }

        if (reasons.Count > 0)
            text.Append('\n').Append(palette.Bold("Not looked at")).Append('\n');
        foreach (var (reason, whats) in reasons)
        {
            text.Append("  Why: ").Append(reason.Why).Append("\n  How to get it: ").Append(reason.HowToGet).Append('\n');
            var table = new TextTable(width, indent: "    ");
            foreach (var (what, names) in whats)
                table.Row(new Cell(what), new Cell(names));
            table.AppendTo(text);
        }
    }

    private Cell Head(string text) => new(text, palette.Bold);

    private string Clean(string? value) => PlainText.OneLine(masker.Mask(value ?? string.Empty));
}
