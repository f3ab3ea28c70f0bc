using TutorPipeline.Infra.Steps;
using TutorPipeline.Model;
using TutorPipeline.Stages;

namespace TutorPipeline.Development;

/// <summary>
/// Looks for each external tool and says what it found, who needs it and how to get it; then who asks in AWS, and whether mail leaves it.
/// </summary>
internal sealed class Doctor(IToolRunner tools, Func<AwsExamination> aws)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task ExamineAsync(IStageJournal journal, CancellationToken cancellationToken)
    {
        var missing = 0;
        foreach (var tool in ExternalTool.All)
        {
            var path = tools.Find(tool.Name);
            missing += path is null ? 1 : 0;
            var state = path is null ? "not found" : $"{await VersionAsync(tool, cancellationToken)} at {path}";
            journal.Information($"{tool.Name,-22} {state}; needed by {string.Join(", ", tool.NeededBy)}"
                                + (path is null ? $"; get it: {tool.HowToGet}" : string.Empty));
        }

        foreach (var finding in await aws().ExamineAsync(cancellationToken))
        {
            journal.Information($"{finding.Subject,-22} {finding.Finding}");
        }

        journal.Summary("Tools", $"{ExternalTool.All.Count - missing} of {ExternalTool.All.Count} found");
    }

    private async Task<string> VersionAsync(ExternalTool tool, CancellationToken cancellationToken)
    {
        try
        {
            var result = await tools.RunAsync(
                new ToolInvocation(tool.Name, tool.VersionArguments) { Timeout = Patience }, cancellationToken);
            var line = (result.Output + "\n" + result.Error).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault();
            return result.ExitCode == 0 && line is not null ? line : $"found, but '{tool.Name}' ended with exit code {result.ExitCode}";
        }
        catch (PipelineException exception)
        {
            return $"found, but it does not run: {exception.Message}";
        }
    }
}
