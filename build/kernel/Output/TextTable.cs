using System.Text;

namespace TutorPipeline.Kernel.Output;

/// <summary>One cell; the paint is applied after it was measured and cut.</summary>
internal readonly record struct Cell(string Text, Func<string, string>? Paint = null, bool IsRight = false);

/// <summary>A table in plain text: columns two blanks apart, rules and headings between the rows. Cut only to a given width.</summary>
internal sealed class TextTable(int? width, string indent = "")
{
    private const string Gap = "  ";
    private const int NarrowestColumn = 10;
    private readonly List<Cell[]> rows = [];

    /// <summary>Adds a row; rows may have different numbers of cells.</summary>
    public void Row(params Cell[] cells) => rows.Add(cells);

    /// <summary>Adds a horizontal rule over the whole table.</summary>
    public void Rule() => rows.Add([]);

    /// <summary>Writes the table, each line ended by LF and without blanks at its end.</summary>
    public void AppendTo(StringBuilder text)
    {
        var widths = Widths();
        var total = Total(widths);
        foreach (var row in rows)
        {
            if (row.Length == 0)
                text.Append(indent).Append('─', total).Append('\n');
            else
                AppendRow(text, row, widths);
        }
    }

    private void AppendRow(StringBuilder text, Cell[] row, int[] widths)
    {
        var last = row.Length - 1;
        while (last > 0 && row[last].Text.Length == 0)
            last--;
        text.Append(indent);
        for (var i = 0; i <= last; i++)
        {
            var shown = DisplayWidth.Cut(row[i].Text, widths[i]);
            var blanks = widths[i] - DisplayWidth.Of(shown);
            text.Append(i > 0 ? Gap : string.Empty).Append(' ', row[i].IsRight ? blanks : 0);
            text.Append(shown.Length > 0 && row[i].Paint is { } paint ? paint(shown) : shown);
            text.Append(' ', row[i].IsRight || i == last ? 0 : blanks);
        }

        text.Append('\n');
    }

    private int[] Widths()
    {
        var widths = Array.Empty<int>();
        foreach (var row in rows)
        {
            if (row.Length > widths.Length)
                Array.Resize(ref widths, row.Length);
            for (var i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], DisplayWidth.Of(row[i].Text));
        }

        Shrink(widths);
        return widths;
    }

    /// <summary>Takes from the widest column until the table fits or every column is narrow.</summary>
    private void Shrink(int[] widths)
    {
        for (var excess = Total(widths) + indent.Length - width; excess > 0; excess--)
        {
            var widest = 0;
            for (var i = 1; i < widths.Length; i++)
                widest = widths[i] >= widths[widest] ? i : widest;
            if (widths[widest] <= NarrowestColumn)
                return;
            widths[widest]--;
        }
    }

    private static int Total(int[] widths)
    {
        var total = Gap.Length * Math.Max(0, widths.Length - 1);
        foreach (var column in widths)
            total += column;
        return total;
    }
}
