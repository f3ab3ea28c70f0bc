using TutorPipeline.Infra.Calls;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Steps;

/// <summary>What the cluster made in AWS and would leave behind.</summary>
/// <param name="Changes">What is deleted, and what goes by itself.</param>
public sealed record ClusterLeftoversPlan(IReadOnlyList<Change> Changes) : StagePlan(Changes, [], [])
{
    /// <summary>The load balancers to delete.</summary>
    public IReadOnlyList<LoadBalancer> LoadBalancers { get; init; } = [];

    /// <summary>The volumes to delete. They hold data.</summary>
    public IReadOnlyList<Volume> Volumes { get; init; } = [];

    /// <summary>The security groups of load balancers to delete, by id.</summary>
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];
}

/// <summary>
/// What controllers in the cluster made in AWS: load balancers with their security groups, and volumes. No stack knows of it, and it would
/// keep the network from being destroyed and cost money for ever. It is found by the tags that the controllers set.
/// </summary>
/// <remarks>
/// While the cluster runs, its controllers make a deleted load balancer anew if its Service or Ingress is still there. Whoever cannot
/// remove these first runs this step after the cluster is gone and before the network goes.
/// </remarks>
/// <param name="find">Finds what has a tag.</param>
/// <param name="balancers">Asks Elastic Load Balancing.</param>
/// <param name="compute">Asks EC2.</param>
/// <param name="clusterName">The EKS cluster's name.</param>
/// <param name="patience">How long to wait for AWS; null for the ordinary.</param>
public sealed class ClusterLeftovers(
    TagCalls find, LoadBalancerCalls balancers, ComputeCalls compute, string clusterName, Patience? patience = null)
    : IStage<ClusterLeftoversPlan>
{
    private readonly Patience patience = patience ?? Patience.Ordinary;

    /// <inheritdoc/>
    /// <exception cref="AwsCallException">AWS refused, or cannot be reached.</exception>
    public async Task<ClusterLeftoversPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var loadBalancers = new List<LoadBalancer>();
        var volumes = new List<Volume>();
        var securityGroups = new List<string>();
        var changes = new List<Change>();
        foreach (var (kind, id, arn) in await LeftoverSearch.FindAsync(find, clusterName, cancellationToken))
        {
            if (kind == LeftoverKind.LoadBalancer && await balancers.FindAsync(arn, cancellationToken) is { } balancer)
            {
                loadBalancers.Add(balancer);
                changes.Add(new(ChangeKind.Delete, $"cluster/load-balancer/{balancer.Name}", $"{balancer.Type}, {balancer.HostName}"));
            }
            else if (kind == LeftoverKind.Volume && await compute.FindAsync(id, cancellationToken) is { } volume)
            {
                changes.Add(Describe(volume));
                volumes.AddRange(volume.GoesWithInstance ? [] : [volume]);
            }
            else if (kind == LeftoverKind.SecurityGroup && await compute.HasSecurityGroupAsync(id, cancellationToken))
            {
                securityGroups.Add(id);
                changes.Add(new(ChangeKind.Delete, $"cluster/security-group/{id}", "made for a load balancer"));
            }
        }

        return new(changes) { LoadBalancers = loadBalancers, Volumes = volumes, SecurityGroups = securityGroups };
    }

    /// <inheritdoc/>
    /// <exception cref="AwsCallException">AWS refused, or cannot be reached.</exception>
    /// <exception cref="NotFinishedInTimeException">Something is still there after all.</exception>
    public async Task ApplyAsync(ClusterLeftoversPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        foreach (var balancer in plan.LoadBalancers)
        {
            await balancers.DeleteAsync(balancer.Arn, cancellationToken);
            report.Information($"Deletes the load balancer {balancer.Name}.");
        }

        foreach (var balancer in plan.LoadBalancers)
        {
            await WaitAsync(
                async () => await balancers.FindAsync(balancer.Arn, cancellationToken) is null
                    ? null : $"the load balancer {balancer.Name} is there",
                "Delete the Service or Ingress that it belongs to, or it is made anew; then run Destroy again.",
                report,
                cancellationToken);
        }

        foreach (var volume in plan.Volumes)
        {
            await WaitAsync(
                () => DeleteAsync(volume.Id, cancellationToken),
                "Remove the pods that use it, or its instance; then run Destroy again.",
                report,
                cancellationToken);
        }

        foreach (var group in plan.SecurityGroups)
        {
            await WaitAsync(
                async () => await compute.DeleteSecurityGroupAsync(group, cancellationToken)
                    ? null : $"the security group {group} is in use",
                "See which network interface or rule of another group names it in the console of EC2, remove that, and run Destroy again.",
                report,
                cancellationToken);
        }
    }

    private static Change Describe(Volume volume)
    {
        var (subject, size) = ($"cluster/volume/{volume.Id}", $"{volume.Gibibytes} GiB");
        var held = volume.Instance is { } instance ? $"; once {instance} has let go of it" : string.Empty;
        return volume.GoesWithInstance
            ? new(ChangeKind.Skip, subject, $"{size}; it goes with its instance {volume.Instance}")
            : new(ChangeKind.Delete, subject, $"{size} with data{held}");
    }

    // A volume can be deleted only when no instance holds it, and is still listed for a while afterwards.
    private async Task<string?> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var volume = await compute.FindAsync(id, cancellationToken);
        if (volume?.State == "available")
        {
            await compute.DeleteAsync(id, cancellationToken);
            volume = await compute.FindAsync(id, cancellationToken);
        }

        return volume is null ? null
            : $"the volume {id} is {volume.State}{(volume.Instance is { } instance ? $", held by {instance}" : string.Empty)}";
    }

    private async Task WaitAsync(Func<Task<string?>> look, string nextStep, IStageReport report, CancellationToken cancellationToken)
    {
        if (await patience.WaitAsync(look, report, cancellationToken) is { } missing)
        {
            throw new NotFinishedInTimeException(missing, patience.Limit, nextStep);
        }
    }
}
