using System.Text;

namespace TutorPipeline.Kernel.Output;

/// <summary>
/// Writes the workflow commands of GitHub Actions. The runner looks for <c>::command::</c> at the beginning of a line and for the older
/// <c>##[command]</c> anywhere in it, so a tool's text must be kept from being read as one.
/// </summary>
internal static class WorkflowCommand
{
    /// <summary>One command, its message and title escaped as the runner unescapes them.</summary>
    public static string Format(string command, string message, string? title = null) => title is null
        ? $"::{command}::{EscapeMessage(message)}\n"
        : $"::{command} title={EscapeProperty(title)}::{EscapeMessage(message)}\n";

    /// <summary>Appends lines that the runner shows and does not read, whatever stands in them.</summary>
    public static void AppendInert(StringBuilder text, string lines, string resumeToken)
    {
        var couldBeRead = lines.Contains("::", StringComparison.Ordinal) || lines.Contains("##[", StringComparison.Ordinal);
        if (couldBeRead)
            text.Append("::stop-commands::").Append(resumeToken).Append('\n');
        text.Append(lines);
        if (couldBeRead)
            text.Append("::").Append(resumeToken).Append("::\n");
    }

    private static string EscapeMessage(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) =>
        EscapeMessage(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
