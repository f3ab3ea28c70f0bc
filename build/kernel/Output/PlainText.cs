using System.Text;

namespace TutorPipeline.Kernel.Output;

/// <summary>Takes from a tool's text what would disturb the lines around it: line breaks, colours, cursor movements.</summary>
internal static class PlainText
{
    /// <summary>The lines of a text, without empty ones at the end; at least one.</summary>
    public static string[] Lines(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && text.AsSpan().IndexOfAnyInRange('\x7f', '\x9f') < 0)
            return [text];
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split(['\n', '\r']);
        for (var i = 0; i < lines.Length; i++)
            lines[i] = WithoutControls(lines[i]);
        return lines;
    }

    /// <summary>The text in one line.</summary>
    public static string OneLine(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return string.Empty;
        var lines = Lines(text);
        if (lines.Length == 1)
            return lines[0].Trim();
        var result = new StringBuilder(text.Length);
        foreach (var line in lines)
        {
            var part = line.AsSpan().Trim();
            if (part.Length > 0)
                result.Append(result.Length > 0 ? " " : string.Empty).Append(part);
        }

        return result.ToString();
    }

    private static string WithoutControls(string line)
    {
        var result = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\e')
                i = EndOfEscape(line, i);
            else if (line[i] == '\t')
                result.Append("    ");
            else if (!char.IsControl(line[i]))
                result.Append(line[i]);
        }

        return result.ToString();
    }

    /// <summary>The last index of an ANSI sequence: CSI up to its letter, OSC up to its end, otherwise one character.</summary>
    private static int EndOfEscape(string line, int start)
    {
        if (start + 1 >= line.Length)
            return start;
        var i = start + 2;
        switch (line[start + 1])
        {
            case '[':
                while (i < line.Length && line[i] is < '@' or > '~')
                    i++;
                return i;
            case ']':
                while (i < line.Length && line[i] != '\a' && line[i] != '\e')
                    i++;
                return i < line.Length && line[i] == '\e' ? i + 1 : i;
            default:
                return start + 1;
        }
    }
}
