using TutorPipeline.Model;

namespace TutorPipeline.Infra.Tests.Connections;

/// <summary>Tools of which some are there.</summary>
internal sealed class DoorTools(params string[] there) : IToolRunner
{
    public List<ToolInvocation> Asked { get; } = [];

    public string? Says { get; init; }

    public int ExitCode { get; init; }

    public string? Find(string tool) => there.Contains(tool) ? "/usr/bin/" + tool : null;

    public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        Asked.Add(invocation);
        if (Says is not null)
        {
            invocation.OnOutput?.Invoke(Says);
        }

        return Task.FromResult(new ToolResult(ExitCode, string.Empty, string.Empty, TimeSpan.Zero));
    }
}

/// <summary>Keeps what was said apart from what was only shown.</summary>
internal sealed class Screen : IRevealingReport
{
    public List<string> Lines { get; } = [];

    public List<string> Revealed { get; } = [];

    public void Information(string message) => Lines.Add(message);

    public void Verbose(string message) => Lines.Add(message);

    public void Warning(string message) => Lines.Add(message);

    public void Reveal(string message) => Revealed.Add(message);
}
