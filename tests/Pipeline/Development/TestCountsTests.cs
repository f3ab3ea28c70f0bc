using TutorPipeline.Development;

namespace TutorPipeline.Tests.Development;

/// <summary>The sum of TRX files.</summary>
public sealed class TestCountsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("trx-").FullName;

    [Fact]
    public void Adds_up_passed_failed_and_skipped_over_files()
    {
        Write("a.trx", ("One", "Passed", null), ("Two", "Failed", "boom"));
        Write("b.trx", ("Three", "Passed", null), ("Four", "NotExecuted", "terraform is missing"), ("Five", "Timeout", null));

        var counts = TestCounts.Read(Directory.GetFiles(folder));

        Assert.Equal("2 passed, 2 failed, 1 skipped", counts.ToString());
        Assert.Equal(["Two", "Five"], counts.FailedNames);
        Assert.Equal([("Four", "terraform is missing")], counts.Skips);
    }

    [Fact]
    public void Counts_nothing_when_there_is_no_report() => Assert.Equal("0 passed, 0 failed, 0 skipped", TestCounts.Read([]).ToString());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string name, params (string Test, string Outcome, string? Message)[] results) => File.WriteAllText(
        Path.Combine(folder, name),
        "<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\"><Results>"
        + string.Concat(results.Select(r =>
            $"<UnitTestResult testName=\"{r.Test}\" outcome=\"{r.Outcome}\">"
            + (r.Message is null ? string.Empty : $"<Output><ErrorInfo><Message>{r.Message}</Message></ErrorInfo></Output>")
            + "</UnitTestResult>"))
        + "</Results></TestRun>");
}
