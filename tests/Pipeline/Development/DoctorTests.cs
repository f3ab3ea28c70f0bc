using TutorPipeline.Development;
using TutorPipeline.Infra.Access;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Model;
using TutorPipeline.Tests.Stages;

namespace TutorPipeline.Tests.Development;

public static class DoctorTests
{
    [Fact]
    public static async Task Says_of_every_tool_how_to_get_it_and_of_aws_why_it_was_not_looked_at()
    {
        // Nobody listens there, so nothing can be asked, whatever credentials this machine has.
        var aws = new AwsExamination(new AwsAccess("eu-west-1", new Uri("http://127.0.0.1:1")), "123456789012", usesSes: true);
        var journal = new FakeJournal();

        await new Doctor(new NoTools(), () => aws).ExamineAsync(journal, CancellationToken.None);

        Assert.All(ExternalTool.All, tool => Assert.Contains(
            $"{tool.Name,-22} not found; needed by {string.Join(", ", tool.NeededBy)}; get it: {tool.HowToGet}", journal.Lines));
        Assert.StartsWith($"{"AWS",-22} not looked at: ", journal.Lines[^2], StringComparison.Ordinal);
        Assert.StartsWith($"{"SES",-22} sandbox not looked at: ", journal.Lines[^1], StringComparison.Ordinal);
        Assert.Equal($"0 of {ExternalTool.All.Count} found", journal.Pairs["Tools"]);
    }

    private sealed class NoTools : IToolRunner
    {
        public string? Find(string tool) => null;

        public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"{invocation.Tool} was started.");
    }
}
