using TutorPipeline.Model;
using TutorPipeline.Stages;

namespace TutorPipeline.Development;

/// <summary>One call of the .NET SDK whose output goes to the journal as it comes.</summary>
internal static class DotNet
{
    public static async Task RunAsync(
        IToolRunner tools, string root, IReadOnlyList<string> arguments, IStageJournal journal, CancellationToken cancellationToken)
    {
        var result = await tools.RunAsync(
            new ToolInvocation("dotnet", arguments)
            {
                WorkingDirectory = root,
                OnOutput = journal.Information,
                OnError = journal.Warning,
            },
            cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new DevelopmentToolException($"dotnet {arguments[0]}", result.ExitCode);
        }
    }
}

/// <summary>A tool that developers use ended with a fault, which it has said itself.</summary>
/// <param name="command">The command, such as <c>dotnet build</c>.</param>
/// <param name="exitCode">Its exit code.</param>
public sealed class DevelopmentToolException(string command, int exitCode)
    : PipelineException($"'{command}' ended with exit code {exitCode}; its own messages stand above. Mend what they name and run this target again.");
