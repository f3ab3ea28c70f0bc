using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Stages;

/// <summary>Applies the manifests of an earlier release again.</summary>
/// <param name="namespaceName">The platform's namespace.</param>
/// <param name="number">The release that was asked for; null for the one before.</param>
/// <param name="infrastructure">How the cluster is reached.</param>
/// <param name="make">Makes the stage that applies, of manifests and what they were made from.</param>
/// <param name="who">Who goes back.</param>
internal sealed class RollbackStage(
    string namespaceName,
    int? number,
    Infrastructure infrastructure,
    Func<ClusterAccess?, Func<CancellationToken, Task<ManifestSet?>>, Func<CancellationToken, Task<ReleaseOrigin>>, ApplyManifests> make,
    string who)
    : IStage<StagePlan>
{
    private DeployStage? stage;

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (await infrastructure.ClusterAccessAsync(cancellationToken) is not { } access)
        {
            return new StagePlan([new Change(ChangeKind.Unknown, $"release/{namespaceName}", "known after ProvisionCluster")], [], ["ProvisionCluster"]);
        }

        using var history = new ReleaseHistory(access, namespaceName);
        var releases = await history.ListAsync(cancellationToken);
        var back = number is { } asked
            ? releases.FirstOrDefault(release => release.Number == asked) ?? throw new ReleaseNotFoundException(namespaceName, asked, releases)
            : ReleaseHistory.Before(releases) ?? throw new NothingToGoBackToException(namespaceName, releases);
        report.Information(
            $"Goes back to release {back.Number} of {namespaceName}, of {back.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC by {back.Origin.Who}. "
            + "Databases stay as they are: migrations of later releases are not undone.");
        var set = await history.LoadAsync(back.Number, cancellationToken);
        var origin = back.Origin with { Who = who, RepeatOf = back.Number };
        stage = new DeployStage(
            infrastructure, reached => make(reached, _ => Task.FromResult<ManifestSet?>(set), _ => Task.FromResult(origin)), () => { });
        return await stage.PlanAsync(report, cancellationToken);
    }

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        stage!.ApplyAsync(plan, report, cancellationToken);
}
