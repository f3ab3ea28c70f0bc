using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Cluster;

/// <summary>
/// Removes an environment's namespace and waits until it is gone: only then have the cluster's controllers removed what they made in AWS for
/// it, such as load balancers and volumes.
/// </summary>
/// <param name="access">How the cluster is reached; null when there is none.</param>
/// <param name="namespaceName">The namespace.</param>
/// <param name="patience">How long to wait; null for a quarter of an hour.</param>
/// <param name="pause">How long to wait between two looks; null for five seconds.</param>
public sealed class NamespaceRemoval(ClusterAccess? access, string namespaceName, TimeSpan? patience = null, TimeSpan? pause = null)
    : IStage<StagePlan>
{
    private readonly TimeSpan patience = patience ?? TimeSpan.FromMinutes(15);
    private readonly TimeSpan pause = pause ?? TimeSpan.FromSeconds(5);

    private string Path => $"/api/v1/namespaces/{namespaceName}";

    /// <inheritdoc/>
    /// <exception cref="NamespaceRemovalException">The cluster cannot be reached, or refuses.</exception>
    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (access is null)
        {
            return new StagePlan([new Change(ChangeKind.Skip, $"namespace/{namespaceName}", "there is no cluster")], [], []);
        }

        using var connection = new ClusterConnection(access);
        return new StagePlan(
            await FindAsync(connection, cancellationToken) is null
                ? [new Change(ChangeKind.Skip, $"namespace/{namespaceName}", "it is not there")]
                : [new Change(ChangeKind.Delete, $"namespace/{namespaceName}", "with its Secrets, volumes and load balancers")],
            [],
            []);
    }

    /// <inheritdoc/>
    /// <exception cref="NamespaceRemovalException">The cluster cannot be reached, refuses, or does not finish in time.</exception>
    public async Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (access is null || plan.Changes.All(change => change.Kind == ChangeKind.Skip))
        {
            return;
        }

        using var connection = new ClusterConnection(access);
        await SendAsync(connection, HttpMethod.Delete, cancellationToken);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        string? said = null;
        while (await FindAsync(connection, cancellationToken) is { } left)
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(began) > patience)
            {
                throw new NamespaceRemovalException(
                    connection.Server, namespaceName, $"after {patience.TotalMinutes:0.#} minutes it is still there ({left})");
            }

            if (left != said)
            {
                report.Information($"waits for the end of the namespace {namespaceName}: {said = left}");
            }

            await Task.Delay(pause, cancellationToken);
        }
    }

    /// <summary>What the namespace waits for; null when it is gone.</summary>
    private async Task<string?> FindAsync(ClusterConnection connection, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(connection, HttpMethod.Get, cancellationToken);
        if (answer.Status == 404)
        {
            return null;
        }

        var reasons = answer.Body?["status"]?["conditions"]?.AsArray()
            .Where(condition => (string?)condition?["status"] == "True").Select(condition => (string?)condition?["message"]);
        return reasons?.Any() == true ? string.Join("; ", reasons) : (string?)answer.Body?["status"]?["phase"] ?? "no reason given";
    }

    private async Task<ClusterAnswer> SendAsync(ClusterConnection connection, HttpMethod method, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await connection.SendAsync(new ClusterCall(method, Path), cancellationToken);
            return answer.IsSuccess || answer.Status is 404 or 409
                ? answer : throw new NamespaceRemovalException(connection.Server, namespaceName, $"{answer.Status} ({answer.Message})");
        }
        catch (ClusterUnreachableException exception)
        {
            throw new NamespaceRemovalException(connection.Server, namespaceName, exception.Message);
        }
    }
}

/// <summary>A namespace was not removed.</summary>
public sealed class NamespaceRemovalException : PipelineException
{
    internal NamespaceRemovalException(string server, string namespaceName, string facts)
        : base(
            $"The namespace {namespaceName} of the cluster at {server} was not removed: {facts}. What the cluster made for it in AWS may still "
            + "be there, so nothing else was deleted. See 'kubectl get all,pvc,ingress' in it and what holds it up "
            + "('kubectl get namespace -o yaml'), then run Destroy again: it continues.")
    {
    }
}
