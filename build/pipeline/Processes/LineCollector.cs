using System.Text;
using TutorPipeline.Model;

namespace TutorPipeline.Processes;

/// <summary>Collects a tool's lines, masks what it was told in confidence, and passes each line on as it comes.</summary>
internal sealed class LineCollector(IEnumerable<Secret> secrets, Action<string>? passOn)
{
    // A shorter line of a secret, such as a brace, says nothing, and hiding it would spoil everything else.
    private const int ShortestLine = 8;

    private readonly StringBuilder text = new();
    private readonly string[] hidden = [.. secrets.SelectMany(s => Parts(s.Reveal())).OrderByDescending(s => s.Length)];

    public string Text
    {
        get
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }

    public void Add(string line)
    {
        foreach (var secret in hidden)
        {
            line = line.Replace(secret, Secret.Mask, StringComparison.Ordinal);
        }

        lock (text)
        {
            text.Append(line).Append('\n');
        }

        passOn?.Invoke(line);
    }

    // Output comes in lines, and so would a secret of several lines.
    private static IEnumerable<string> Parts(string secret) =>
        secret.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } lines
            ? lines.Where(line => line.Length >= ShortestLine)
            : [secret.Trim('\r', '\n') is { Length: > 0 } line ? line : secret];
}
