using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Stages;

/// <summary>What the targets that concern the repository and whole environments would do, as far as configuration alone tells.</summary>
internal static class RepositoryOutline
{
    public static StagePlan Of(string target, PlatformEnvironment environment)
    {
        var repository = $"{environment.GitHub.Owner}/{environment.GitHub.Repository}";
        var (subject, detail) = target switch
        {
            "GenerateWorkflows" => (".github/workflows", "one workflow a job of this graph"),
            "ConfigureRepository" => (repository, "environments, variables, secrets, branch protection"),
            "Init" => (".nuke", "parameters.json and parameters.<env>.json"),
            _ => throw new ArgumentOutOfRangeException(nameof(target), target, "There is no outline of this target."),
        };
        return new StagePlan([new Change(ChangeKind.Run, subject, detail)], [], []);
    }
}
