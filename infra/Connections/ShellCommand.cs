using System.Text;

namespace TutorPipeline.Infra.Connections;

/// <summary>A command that is shown to a person as it would be typed, and run without any shell.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
internal sealed record ShellCommand(string Program, IReadOnlyList<string> Arguments)
{
    private const string Plain = "-_./:=@,+%";

    /// <summary>The command as a POSIX shell takes it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Program);
        foreach (var argument in Arguments)
        {
            text.Append(' ').Append(Quoted(argument));
        }

        return text.ToString();
    }

    private static string Quoted(string argument)
    {
        var isPlain = argument.Length > 0;
        foreach (var c in argument)
        {
            isPlain &= char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal);
        }

        return isPlain ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
