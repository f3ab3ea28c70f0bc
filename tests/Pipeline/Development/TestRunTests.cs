using TutorPipeline.Development;
using TutorPipeline.Model;
using TutorPipeline.Tests.Stages;

namespace TutorPipeline.Tests.Development;

/// <summary>The order in which test projects run.</summary>
public sealed class TestRunTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("test-run-").FullName;

    [Fact]
    public async Task Runs_what_mostly_waits_beside_the_others_and_those_one_after_the_other()
    {
        Project("A", "");
        Project("B", "");
        Project("Waits", "<RunsBesideOthers>true</RunsBesideOthers>");
        var journal = new FakeJournal();

        await new TestRun(root, new Programs(root)).RunAsync(journal, CancellationToken.None);

        // 'Waits' ends when B has, so it must have been started before; A and B must not be seen together.
        Assert.Equal(["A ran", "B ran", "Waits ran", "3 passed, 0 failed, 0 skipped"], journal.Lines);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Project(string name, string property)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "tests", name)).FullName;
        File.WriteAllText(Path.Combine(folder, $"{name}.Tests.csproj"), $"<Project><PropertyGroup>{property}</PropertyGroup></Project>");
    }

    private sealed class Programs(string root) : IToolRunner
    {
        private readonly TaskCompletionSource others = new();
        private int running;

        public string? Find(string tool) => tool;

        public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
        {
            var name = Path.GetFileName(invocation.Arguments[2]).Split('.')[0];
            if (name == "Waits")
            {
                await others.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
            }
            else
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
            }

            File.WriteAllText(
                Path.Combine(root, "artifacts", "test-results", invocation.Arguments[^1]),
                $"""<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testName="{name}" outcome="Passed"></UnitTestResult></Results></TestRun>""");
            if (name == "B")
            {
                others.SetResult();
            }

            return new ToolResult(0, $"{name} ran\n", "", TimeSpan.Zero);
        }
    }
}
