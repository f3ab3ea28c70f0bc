using TutorPipeline.Model;

namespace TutorPipeline.Infra.Tests.Terraform;

/// <summary>Answers in place of Terraform and keeps what it was asked.</summary>
internal sealed class FakeTools(Func<ToolInvocation, (int ExitCode, string Output, string Error)> answer, params string[] names)
    : IToolRunner
{
    private readonly List<ToolInvocation> asked = [];

    public IReadOnlyList<ToolInvocation> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    /// <summary>The first argument of everything that was run.</summary>
    public IEnumerable<string> Commands => Asked.Select(invocation => invocation.Arguments[0]);

    public string? Find(string tool) => names.Contains(tool) ? $"/bin/{tool}" : null;

    public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        lock (asked)
        {
            asked.Add(invocation);
        }

        var (exitCode, output, error) = answer(invocation);
        return Task.FromResult(new ToolResult(exitCode, output, error, TimeSpan.Zero));
    }

    /// <summary>What <c>terraform version -json</c> prints.</summary>
    public static (int ExitCode, string Output, string Error) Version(string version) =>
        (0, $$"""{ "terraform_version": "{{version}}", "platform": "linux_amd64" }""", string.Empty);
}

/// <summary>A report that keeps quiet.</summary>
internal sealed class NoReport : IStageReport
{
    public void Information(string message)
    {
    }

    public void Verbose(string message)
    {
    }

    public void Warning(string message)
    {
    }
}
