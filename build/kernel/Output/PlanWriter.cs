using System.Globalization;
using System.Text;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Output;

/// <summary>Prints what <c>--plan</c> asks for; the same plan always gives the same text.</summary>
internal static class PlanWriter
{
    /// <summary>Writes the plan to a writer that masks secrets itself.</summary>
    public static void Write(TextWriter writer, PlanFormat format, IReadOnlyList<PlannedTarget> plan, string? environment)
    {
        writer.Write(format switch
        {
            PlanFormat.Json => Json(plan, environment),
            PlanFormat.Mermaid => Mermaid(plan),
            _ => Text(plan, environment),
        });
        writer.Flush();
    }

    private static string Json(IReadOnlyList<PlannedTarget> plan, string? environment)
    {
        using var stream = new MemoryStream();
        MaskedJson.WriteObject(stream, new SecretMasker(), json => PlanJson.Write(json, plan, environment));
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static string Text(IReadOnlyList<PlannedTarget> plan, string? environment)
    {
        var graph = new PlanGraph(plan);
        var needed = graph.WithoutImplied();
        var waves = plan.Count == 0 ? 0 : graph.Waves.Max() + 1;
        var text = new StringBuilder(environment is null ? "Plan: " : $"Plan for {environment}: ");
        text.Append(EventText.Count(plan.Count, "target")).Append(" in ").Append(EventText.Count(waves, "wave"));
        text.Append(". The targets of one wave may run at once.\n");
        var nameWidth = 0;
        foreach (var target in plan)
            nameWidth = Math.Max(nameWidth, target.Name.Length);
        var number = 0;
        for (var wave = 0; wave < waves; wave++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nWave {wave + 1}\n");
            for (var i = 0; i < plan.Count; i++)
            {
                if (graph.Waves[i] == wave)
                    AppendTarget(text, ++number, nameWidth, plan[i], After(plan, i, graph.Before[i], needed[i]));
            }
        }

        return text.ToString();
    }

    /// <summary>All direct dependencies, and of the other order only what they do not imply.</summary>
    private static IEnumerable<string> After(IReadOnlyList<PlannedTarget> plan, int target, int[] before, int[] needed)
    {
        foreach (var first in before)
        {
            if (plan[target].DependsOn.Contains(plan[first].Name) || Array.IndexOf(needed, first) >= 0)
                yield return plan[first].Name;
        }
    }

    private static void AppendTarget(StringBuilder text, int number, int nameWidth, PlannedTarget target, IEnumerable<string> after)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{number,4}  {target.Name.PadRight(nameWidth)}  {PlainText.OneLine(target.Description)}");
        text.Append(line.TrimEnd()).Append('\n');
        var before = string.Join(", ", after);
        if (before.Length > 0)
            text.Append("        after: ").Append(before).Append('\n');
        if (target.SkipReason is not null)
            text.Append("        skipped: ").Append(PlainText.OneLine(target.SkipReason)).Append('\n');
    }

    /// <summary>Nodes are numbered, because a target may be called like a word of Mermaid. Edges that others imply are left out.</summary>
    private static string Mermaid(IReadOnlyList<PlannedTarget> plan)
    {
        var before = new PlanGraph(plan).WithoutImplied();
        var text = new StringBuilder("flowchart LR\n");
        for (var i = 0; i < plan.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"    t{i}[\"{plan[i].Name}\"]\n");
        for (var i = 0; i < plan.Count; i++)
        {
            foreach (var first in before[i])
            {
                var arrow = plan[i].DependsOn.Contains(plan[first].Name) ? "-->" : "-.->";
                text.Append(CultureInfo.InvariantCulture, $"    t{first} {arrow} t{i}\n");
            }
        }

        var skipped = new List<string>();
        for (var i = 0; i < plan.Count; i++)
        {
            if (plan[i].SkipReason is not null)
                skipped.Add(string.Create(CultureInfo.InvariantCulture, $"t{i}"));
        }

        if (skipped.Count > 0)
            text.Append("    classDef skipped stroke-dasharray: 5 5\n    class ").AppendJoin(',', skipped).Append(" skipped\n");
        return text.ToString();
    }
}
