using System.Xml.Linq;

namespace TutorPipeline.Development;

/// <summary>How many tests passed, failed and were skipped, added up over TRX files.</summary>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, errors and time-outs included.</param>
/// <param name="FailedNames">Their names.</param>
/// <param name="Skips">Each skipped test with its reason.</param>
public sealed record TestCounts(
    int Passed, int Failed, IReadOnlyList<string> FailedNames, IReadOnlyList<(string Name, string Reason)> Skips)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads the results of every file.</summary>
    /// <param name="files">Paths of TRX files.</param>
    /// <returns>The sum.</returns>
    public static TestCounts Read(IEnumerable<string> files)
    {
        var passed = 0;
        var failed = new List<string>();
        var skips = new List<(string, string)>();
        foreach (var result in files.Order(StringComparer.Ordinal).SelectMany(f => XDocument.Load(f).Descendants(Trx + "UnitTestResult")))
        {
            var name = (string?)result.Attribute("testName") ?? "(unnamed)";
            switch ((string?)result.Attribute("outcome"))
            {
                case "Passed":
                    passed++;
                    break;
                case "NotExecuted":
                    skips.Add((name, SkipReasonOf(result)));
                    break;
                default:
                    failed.Add(name);
                    break;
            }
        }

        return new TestCounts(passed, failed.Count, failed, skips);
    }

    /// <summary>The line that CI reads: <c>N passed, N failed, N skipped</c>.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skips.Count} skipped";

    private static string SkipReasonOf(XElement result)
    {
        var reason = result.Descendants(Trx + "StdOut").Concat(result.Descendants(Trx + "Message")).FirstOrDefault()?.Value.Trim();
        return string.IsNullOrEmpty(reason) ? "(no reason given)" : reason.ReplaceLineEndings(" ");
    }
}
