using System.Text;

namespace TutorPipeline.Kernel.Output;

/// <summary>The lines of one target that GitHub has not seen yet. Not safe for use by several threads.</summary>
internal sealed class TargetGroup(string name, DateTimeOffset begun)
{
    private readonly StringBuilder lines = new();
    private readonly StringBuilder annotations = new();

    /// <summary>When lines last left, or when the target began.</summary>
    public DateTimeOffset LastLeft { get; private set; } = begun;

    /// <summary>How many lines wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        lines.Append(line).Append('\n');
        Waiting++;
    }

    /// <summary>Adds a masked warning or error, which stands after the group.</summary>
    public void Annotate(string command) => annotations.Append(command);

    /// <summary>Appends what waits as one group, and begins anew.</summary>
    public void Leave(StringBuilder text, bool isLast, OutputOptions options, DateTimeOffset now)
    {
        if (Waiting > 0)
        {
            text.Append(WorkflowCommand.Format("group", isLast ? name : $"{name} …"));
            WorkflowCommand.AppendInert(text, options.Masker.Mask(lines.ToString()), options.ResumeToken);
            text.Append("::endgroup::\n");
        }

        text.Append(annotations);
        lines.Clear();
        annotations.Clear();
        Waiting = 0;
        LastLeft = now;
    }
}
