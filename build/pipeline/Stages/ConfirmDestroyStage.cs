using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Parameters;
using TutorPipeline.Terminal;

namespace TutorPipeline.Stages;

/// <summary>
/// Before anything of an environment is deleted: nobody else may live in it, and a person has named it.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="infrastructure">Reads the states of environments that may live in it.</param>
/// <param name="confirmed">The name given with <c>--confirm</c>; null when none was.</param>
/// <param name="root">The folder that holds <c>.nuke</c>.</param>
internal sealed class ConfirmDestroyStage(PlatformEnvironment environment, Infrastructure infrastructure, string? confirmed, string root)
    : IStage<StagePlan>
{
    // What an additional environment has of its own. Not storage: its backups stay when the environment goes, and they need nobody else.
    private static readonly string[] OwnStacks = ["dns", "redis", "cdn", "identity", "mail", "registry"];

    private string Name => environment.Identity.Name.Text;

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        foreach (var lodger in environment.Names.IsAdditional ? [] : ParentFiles.AdditionalOf(root, Name))
        {
            var identity = environment.Identity with { Name = lodger, ParentEnvironment = environment.Identity.Name };
            var names = (environment with { Identity = identity }).Names;
            foreach (var stack in OwnStacks)
            {
                if (await infrastructure.ReadStateAsync(names.StateKey(stack), cancellationToken) is StackState { IsEmpty: false })
                {
                    throw new EnvironmentInUseException(Name, lodger.Text);
                }
            }
        }

        return new StagePlan([], [], []);
    }

    public async Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        var answer = confirmed ?? await Question.AskAsync(
            $"This deletes the environment {Name} ({environment.Names.Domain}). Backups stay. Type its name to go on: ", cancellationToken);
        if (answer?.Trim() != Name)
        {
            throw new NotConfirmedException(Name, answer);
        }
    }
}

/// <summary>The end of an environment was not confirmed.</summary>
/// <param name="name">The environment.</param>
/// <param name="answer">What was given instead; null for nothing.</param>
public sealed class NotConfirmedException(string name, string? answer) : PipelineException(
    $"The environment {name} was not deleted: {(answer is null ? "nobody confirmed it" : $"'{answer}' was given where its name is asked for")}. "
    + $"Nothing was changed. See what would go with --dry-run; then give --confirm {name}.");

/// <summary>An environment is to be deleted in which another one lives.</summary>
/// <param name="name">The environment.</param>
/// <param name="lodger">The other.</param>
public sealed class EnvironmentInUseException(string name, string lodger) : PipelineException(
    $"The environment {name} was not deleted: {lodger} uses its network, cluster and database servers. Nothing was changed. Delete that first: "
    + $"./build.sh Destroy --env {lodger}.");
