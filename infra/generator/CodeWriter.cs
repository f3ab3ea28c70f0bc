using System.Text;

namespace TutorPipeline.Infra.Generator;

/// <summary>Lines of C#, indented by their braces.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Adds one line.</summary>
    public void Line(string line = "") =>
        text.Append(line.Length == 0 ? string.Empty : new string(' ', depth * 4)).Append(line).Append('\n');

    /// <summary>Adds an empty line unless a brace was just opened.</summary>
    public void Gap()
    {
        if (!text.ToString(Math.Max(0, text.Length - 3), Math.Min(3, text.Length)).EndsWith("{\n", StringComparison.Ordinal))
        {
            Line();
        }
    }

    /// <summary>Adds a line of documentation.</summary>
    public void Summary(string sentence) => Line($"/// <summary>{sentence}</summary>");

    /// <summary>Opens a brace after a line.</summary>
    public void Open(string line)
    {
        Line(line);
        Line("{");
        depth++;
    }

    /// <summary>Closes a brace.</summary>
    public void Close()
    {
        depth--;
        Line("}");
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
