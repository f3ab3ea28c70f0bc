using TutorPipeline.Model;
using TutorPipeline.Stages;

namespace TutorPipeline.Development;

/// <summary>
/// Runs the test projects below <c>tests</c>, each as its own program, and adds up their TRX files. Projects that say
/// <c>RunsBesideOthers</c> mostly wait for what others do, so they run while the rest runs one after the other.
/// </summary>
internal sealed class TestRun(string root, IToolRunner tools)
{
    private const string Beside = "<RunsBesideOthers>true</RunsBesideOthers>";

    private readonly string results = Path.Combine(root, "artifacts", "test-results");

    public async Task RunAsync(IStageJournal journal, CancellationToken cancellationToken)
    {
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        Directory.CreateDirectory(results);
        var lanes = Projects().ToLookup(project => File.ReadAllText(project).Contains(Beside, StringComparison.Ordinal));
        var crashed = (await Task.WhenAll(lanes.Select(lane => RunLaneAsync(lane, journal, cancellationToken))))
            .SelectMany(names => names).Order(StringComparer.Ordinal).ToList();
        var counts = TestCounts.Read(Directory.GetFiles(results, "*.trx"));
        foreach (var (name, reason) in counts.Skips)
        {
            journal.Warning($"skipped: {name}: {reason}");
        }

        journal.Summary("Tests", counts.ToString());
        journal.Information(counts.ToString());
        if (counts.Failed > 0 || counts.Passed == 0 || crashed.Count > 0)
        {
            throw new TestsFailedException(counts, crashed);
        }
    }

    private async Task<IReadOnlyList<string>> RunLaneAsync(
        IEnumerable<string> projects, IStageJournal journal, CancellationToken cancellationToken)
    {
        var crashed = new List<string>();
        foreach (var project in projects)
        {
            var exitCode = await RunProjectAsync(project, journal, cancellationToken);
            if (exitCode != 0 && !File.Exists(ReportOf(project)))
            {
                crashed.Add(Path.GetFileNameWithoutExtension(project));
            }
        }

        return crashed;
    }

    private IEnumerable<string> Projects() => Directory
        .GetFiles(Path.Combine(root, "tests"), "*Tests.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal);

    private string ReportOf(string project) => Path.Combine(results, Path.GetFileNameWithoutExtension(project) + ".trx");

    private async Task<int> RunProjectAsync(string project, IStageJournal journal, CancellationToken cancellationToken)
    {
        var result = await tools.RunAsync(
            new ToolInvocation(
                "dotnet",
                [
                    "test", "--project", project, "--no-build",
                    "--results-directory", results, "--report-xunit-trx", "--report-xunit-trx-filename", Path.GetFileName(ReportOf(project)),
                ])
            {
                WorkingDirectory = root,
                OnError = journal.Warning,
            },
            cancellationToken);

        // As a whole, so that the words of two that run at the same time do not mix.
        foreach (var line in result.Output.TrimEnd('\n').Split('\n'))
        {
            journal.Information(line);
        }

        return result.ExitCode;
    }
}

/// <summary>Tests failed, or none ran.</summary>
/// <param name="counts">What ran.</param>
/// <param name="crashed">Test projects that ended without a report.</param>
public sealed class TestsFailedException(TestCounts counts, IReadOnlyList<string> crashed)
    : PipelineException(Say(counts, crashed))
{
    private static string Say(TestCounts counts, IReadOnlyList<string> crashed) =>
        $"The tests did not pass: {counts}."
        + (crashed.Count == 0 ? string.Empty : $" No report came from {string.Join(", ", crashed)}.")
        + (counts.FailedNames.Count == 0 ? string.Empty : $" Failed: {string.Join("; ", counts.FailedNames)}.")
        + " The reports are in artifacts/test-results.";
}
