using TutorPipeline.Infra;
using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster;

namespace TutorPipeline.Stages;

/// <summary>The stages that end an environment, and the comparison of what is declared with what exists.</summary>
public sealed partial class StageCatalog
{
    // Which stacks stand on which.
    private static readonly Dictionary<string, string[]> Users = new()
    {
        ["network"] = ["cluster", "mysql", "mongodb", "redis", "bastion"],
        ["cluster"] = ["identity", "mysql", "mongodb"],
        ["dns"] = ["mysql", "mongodb", "redis", "cdn", "mail", "bastion"],
        ["storage"] = ["cdn", "identity"],
    };

    /// <summary>What comes before the end of anything: nobody lives in the environment, and a person named it.</summary>
    /// <param name="confirmed">The name given with <c>--confirm</c>; null when none was.</param>
    /// <param name="root">The folder that holds <c>.nuke</c>.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> ConfirmDestroy(string? confirmed, string root) =>
        new ConfirmDestroyStage(environment(), infrastructure(), confirmed, root);

    /// <summary>The end of the environment's namespace.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> RemoveWorkloads() => new LaterStage(async cancellationToken =>
        new NamespaceRemoval(await infrastructure().ClusterAccessAsync(cancellationToken), environment().Names.Namespace));

    /// <summary>The end of a stack.</summary>
    /// <param name="stack">Its name, such as <c>network</c>.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Destroy(string stack) => OfTheParent(stack)
        ?? (stack == "cluster" ? new FollowedStage(End(stack), Leftovers()) : End(stack));

    /// <summary>The comparison of every stack with what exists.</summary>
    /// <param name="exit">Sets the exit code of the run.</param>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> Drift(Action<int> exit) => new DriftStage(
        [.. PlatformStacks.All.Where(stack => OfTheParent(stack) is null)],
        infrastructure().Stacks.DescribeAsync,
        FolderOf,
        infrastructure().Engine,
        System.Environment.ProcessorCount,
        () => exit(3));

    private AnyStage<DestroyPlan> End(string stack) => new(new DestroyStage(
        cancellationToken => infrastructure().Stacks.EndAsync(stack, cancellationToken),
        FolderOf(stack),
        infrastructure().Engine,
        infrastructure().OptionsToDestroy,
        infrastructure().ReadStateAsync)
    {
        UsedBy = cancellationToken => UsersOfAsync(stack, cancellationToken),
    });

    private AnyStage<ClusterLeftoversPlan> Leftovers()
    {
        var calls = infrastructure().Calls;
        return new(new ClusterLeftovers(
            new TagCalls(calls), new LoadBalancerCalls(calls), new ComputeCalls(calls), environment().Names.Cluster));
    }

    private async Task<IReadOnlyList<string>> UsersOfAsync(string stack, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        foreach (var other in Users.GetValueOrDefault(stack, []))
        {
            if (await infrastructure().ReadStateAsync(environment().Names.StateKey(other), cancellationToken) is { IsEmpty: false })
            {
                users.Add(other);
            }
        }

        return users;
    }
}
