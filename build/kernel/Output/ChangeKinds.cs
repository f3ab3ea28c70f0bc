using System.Globalization;
using System.Text;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>The kinds of change, their signs and their counts.</summary>
internal static class ChangeKinds
{
    // In the order in which they are counted; the signs are Terraform's where it has one.
    private static readonly (string Kind, string Sign, string Counted)[] Known =
    [
        ("create", "+", "to create"), ("update", "~", "to update"), ("replace", "-/+", "to replace"), ("delete", "-", "to delete"),
        ("run", "!", "to run"), ("skip", "=", "to skip"), ("unknown", "?", "unknown"),
    ];

    /// <summary>The sign before a change of the kind.</summary>
    public static string Sign(string kind)
    {
        foreach (var known in Known)
        {
            if (known.Kind == kind)
                return known.Sign;
        }

        return "*";
    }

    /// <summary>Sign, kind, subject and detail of a change in one line.</summary>
    public static string Line(ReportedChange change)
    {
        var line = $"{Sign(change.Kind),-3} {change.Kind,-7} {PlainText.OneLine(change.Subject)}";
        return string.IsNullOrEmpty(change.Detail) ? line : $"{line}  {PlainText.OneLine(change.Detail)}";
    }

    /// <summary>How many changes there are of each kind: those that are known, also when there are none, then others.</summary>
    public static IReadOnlyList<(string Kind, string Counted, int Count)> Count(IEnumerable<ReportedChange> changes)
    {
        var counts = new List<(string Kind, string Counted, int Count)>();
        foreach (var (kind, _, counted) in Known)
            counts.Add((kind, counted, 0));
        foreach (var change in changes)
        {
            var index = counts.FindIndex(c => c.Kind == change.Kind);
            if (index < 0)
                counts.Add((change.Kind, change.Kind, 1));
            else
                counts[index] = counts[index] with { Count = counts[index].Count + 1 };
        }

        return counts;
    }

    /// <summary><c>12 to create, 0 to update, …</c> and a full stop.</summary>
    public static string CountsLine(IEnumerable<ReportedChange> changes)
    {
        var line = new StringBuilder();
        foreach (var (_, counted, count) in Count(changes))
            line.Append(CultureInfo.InvariantCulture, $"{(line.Length > 0 ? ", " : string.Empty)}{count} {counted}");
        return line.Append('.').ToString();
    }
}
