using System.Text;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Differences as plans and people read them.</summary>
public static class DiffText
{
    private const int MostLines = 20;
    private const int LongestInPlan = 200;

    /// <summary>Turns differences into the changes of a plan; unchanged objects become one line together.</summary>
    /// <param name="namespaceName">The platform's namespace.</param>
    /// <param name="differences">The differences.</param>
    /// <returns>The changes, in order.</returns>
    public static IReadOnlyList<Change> Changes(string namespaceName, IReadOnlyList<ObjectDifference> differences)
    {
        var changes = new List<Change>();
        var unchanged = 0;
        foreach (var difference in differences)
        {
            if (difference.Kind == DifferenceKind.Unchanged)
            {
                unchanged++;
                continue;
            }

            changes.Add(difference.Kind switch
            {
                DifferenceKind.Added => new Change(ChangeKind.Create, difference.Subject),
                DifferenceKind.Removed => new Change(
                    ChangeKind.Delete, difference.Subject, "no longer part of the platform; removed after the rollout"),
                _ => new Change(ChangeKind.Update, difference.Subject, Summary(difference.Fields)),
            });
        }

        if (unchanged > 0)
        {
            var count = unchanged == 1 ? "1 object is unchanged" : $"{unchanged} objects are unchanged";
            changes.Add(new Change(ChangeKind.Skip, $"namespace/{namespaceName}", count));
        }

        return changes;
    }

    /// <summary>Writes differences out, field by field and, of long texts, the lines that differ.</summary>
    /// <param name="differences">The differences.</param>
    /// <returns>Lines of plain text; empty when nothing differs.</returns>
    public static IReadOnlyList<string> Lines(IReadOnlyList<ObjectDifference> differences)
    {
        var lines = new List<string>();
        foreach (var difference in differences)
        {
            if (difference.Kind == DifferenceKind.Unchanged)
            {
                continue;
            }

            lines.Add($"{Sign(difference.Kind)} {difference.Subject}");
            foreach (var field in difference.Fields)
            {
                Write(lines, field);
            }
        }

        return lines;
    }

    private static string Sign(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => "+",
        DifferenceKind.Removed => "-",
        _ => "~",
    };

    private static void Write(List<string> lines, FieldDifference field)
    {
        if (!IsLong(field.Old) && !IsLong(field.New))
        {
            lines.Add($"    {Line(field)}");
            return;
        }

        lines.Add($"    {field.Path}:");
        var (old, wanted) = ((field.Old ?? "").Split('\n'), (field.New ?? "").Split('\n'));
        var from = lines.Count;
        Write(lines, "      - ", old, wanted);
        Write(lines, "      + ", wanted, old);
        if (lines.Count == from)
        {
            lines.Add("      (masked lines, or their order)");
        }
    }

    private static void Write(List<string> lines, string sign, string[] those, string[] without)
    {
        var left = new HashSet<string>(without, StringComparer.Ordinal);
        var shown = 0;
        foreach (var line in those)
        {
            if (left.Contains(line))
            {
                continue;
            }

            if (++shown > MostLines)
            {
                lines.Add($"{sign}…");
                return;
            }

            lines.Add(sign + line);
        }
    }

    private static string Summary(IReadOnlyList<FieldDifference> fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            var part = IsLong(field.Old) || IsLong(field.New) ? $"{field.Path} changed" : Line(field);
            if (text.Length > 0 && text.Length + part.Length > LongestInPlan)
            {
                return text.Append("; …").ToString();
            }

            text.Append(text.Length == 0 ? "" : "; ").Append(part);
        }

        return text.ToString();
    }

    private static string Line(FieldDifference field) => field switch
    {
        { Old: null } => $"{field.Path}: {field.New} (new)",
        { New: null } => $"{field.Path}: {field.Old} (removed)",
        { Old: FieldDifference.Masked, New: FieldDifference.Masked } => $"{field.Path}: {FieldDifference.Masked}, changed",
        _ => $"{field.Path}: {field.Old} → {field.New}",
    };

    private static bool IsLong(string? text) => text?.Contains('\n', StringComparison.Ordinal) == true;
}
