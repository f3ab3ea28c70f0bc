using System.Text.RegularExpressions;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images;

/// <summary>
/// Reads what BuildKit says with <c>--progress=plain</c> and reports each step once when it begins and once when it ends. Keeps the last
/// lines of every step, so that a failure can show those of the step that failed.
/// </summary>
/// <param name="report">Takes the steps.</param>
public sealed partial class BuildProgress(IStageReport report)
{
    private const int KeptLines = 15;
    private readonly Dictionary<string, string> titles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<string>> said = new(StringComparer.Ordinal);
    private readonly Queue<string> loose = new();
    private readonly Lock gate = new();
    private string? failed;

    /// <summary>How many steps were found in a cache.</summary>
    public int Cached { get; private set; }

    /// <summary>How many steps were carried out.</summary>
    public int Done { get; private set; }

    /// <summary>Takes a line.</summary>
    /// <param name="line">The line.</param>
    public void Add(string line)
    {
        lock (gate)
        {
            if (Form().Match(line) is not { Success: true } match)
            {
                Keep(loose, line);
                return;
            }

            var (step, text) = (match.Groups[1].Value, match.Groups[2].Value);
            if (text.StartsWith('['))
            {
                Begin(step, text);
            }
            else if (text.StartsWith("DONE ", StringComparison.Ordinal) && titles.TryGetValue(step, out var title))
            {
                Done++;
                report.Verbose($"done after {text[5..]}: {title}");
            }
            else if (text == "CACHED")
            {
                Cached++;
            }
            else if (text.StartsWith("ERROR", StringComparison.Ordinal))
            {
                // A cache that cannot be read is an error to BuildKit too, and no reason to fail.
                failed = titles.ContainsKey(step) ? step : failed;
                Keep(Said(step), text);
            }
            else
            {
                Keep(Said(step), text);
            }
        }
    }

    /// <summary>What failed, for a message.</summary>
    /// <returns>The step and the last that it said; what was said outside of steps when no step failed.</returns>
    public string Failure()
    {
        lock (gate)
        {
            return failed is not null && titles.TryGetValue(failed, out var title)
                ? $"the step {title}" + string.Concat(Said(failed).Select(line => $"\n  {line}"))
                : string.Join("\n  ", loose);
        }
    }

    private void Begin(string step, string title)
    {
        // The same step is announced again whenever its output goes on after another's.
        if (titles.TryAdd(step, title) && !title.StartsWith("[internal]", StringComparison.Ordinal) && !title.StartsWith("[auth]", StringComparison.Ordinal))
        {
            report.Information(title);
        }
    }

    private Queue<string> Said(string step) => said.TryGetValue(step, out var lines) ? lines : said[step] = new Queue<string>();

    private static void Keep(Queue<string> lines, string line)
    {
        if (line.Length > 0)
        {
            lines.Enqueue(line);
        }

        if (lines.Count > KeptLines)
        {
            lines.Dequeue();
        }
    }

    [GeneratedRegex(@"\A#(\d+) (?:\d+\.\d+ )?(.*)\z")]
    private static partial Regex Form();
}
