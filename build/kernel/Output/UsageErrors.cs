using System.Text;

namespace TutorPipeline.Kernel.Output;

/// <summary>Says what was wrong with a call: one line a fault, and how to get help.</summary>
internal static class UsageErrors
{
    /// <summary>Writes the faults to standard error, through a writer that masks secrets itself; on GitHub as annotations too.</summary>
    public static void Write(TextWriter error, HostKind host, IReadOnlyList<string> faults)
    {
        var lines = new StringBuilder();
        foreach (var fault in faults)
            lines.Append("error: ").Append(PlainText.OneLine(fault)).Append('\n');
        lines.Append("Nothing was started. --help lists targets and options; --plan shows what a call would run.\n");
        if (host == HostKind.GitHubActions)
        {
            var text = new StringBuilder();
            WorkflowCommand.AppendInert(text, lines.ToString(), Guid.NewGuid().ToString("N"));
            foreach (var fault in faults)
                text.Append(WorkflowCommand.Format("error", PlainText.OneLine(fault), "Wrong usage"));
            lines = text;
        }

        error.Write(lines.ToString());
        error.Flush();
    }
}
