using System.Text;
using TutorPipeline.Model;

namespace TutorPipeline.Processes;

/// <summary>Collects a tool's lines, masks what it was told in confidence, and passes each line on as it comes.</summary>
internal sealed class LineCollector(IEnumerable<Secret> secrets, Action<string>? passOn)
{
    private readonly StringBuilder text = new();
    private readonly string[] hidden = [.. secrets.Select(s => s.Reveal()).OrderByDescending(s => s.Length)];

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
}
