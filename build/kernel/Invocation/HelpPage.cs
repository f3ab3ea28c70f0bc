namespace TutorPipeline.Kernel.Invocation;

/// <summary>Writes headings, wrapped text and two-column tables of plain text.</summary>
internal sealed class HelpPage(TextWriter writer, int width)
{
    private const int Indent = 2;
    private const int WidestFirstColumn = 30;

    private readonly int width = Math.Max(width, 60);

    /// <summary>Writes one line as it is.</summary>
    public void Line(string text) => writer.WriteLine(text);

    /// <summary>Writes an empty line and a heading.</summary>
    public void Heading(string text)
    {
        writer.WriteLine();
        writer.WriteLine(text + ":");
    }

    /// <summary>Writes a text over as many lines as it needs.</summary>
    public void Wrapped(string text, int indent)
    {
        foreach (var line in Wrap(text, width - indent))
        {
            writer.WriteLine(new string(' ', indent) + line);
        }
    }

    /// <summary>Writes rows of a name and a text; a name that is wider than its column has a line of its own.</summary>
    public void Table(IReadOnlyList<(string Name, string Text)> rows)
    {
        var column = 0;
        foreach (var (name, _) in rows)
        {
            column = Math.Max(column, Math.Min(name.Length, WidestFirstColumn));
        }

        var textColumn = Indent + column + 2;
        foreach (var (name, text) in rows)
        {
            var first = new string(' ', Indent) + name;
            if (name.Length > column)
            {
                writer.WriteLine(first);
                first = string.Empty;
            }

            foreach (var line in Wrap(text, width - textColumn))
            {
                writer.WriteLine((first.PadRight(textColumn) + line).TrimEnd());
                first = string.Empty;
            }

            if (text.Length == 0)
            {
                writer.WriteLine(first);
            }
        }
    }

    /// <summary>Breaks a text at blanks; a word that is wider than a line stays whole.</summary>
    internal static IEnumerable<string> Wrap(string text, int width)
    {
        var rest = text.AsMemory().Trim();
        while (rest.Length > width)
        {
            var end = rest.Span[..(width + 1)].LastIndexOf(' ');
            if (end < 0)
            {
                end = rest.Span.IndexOf(' ');
            }

            if (end < 0)
            {
                break;
            }

            yield return rest[..end].TrimEnd().ToString();
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0)
        {
            yield return rest.ToString();
        }
    }
}
