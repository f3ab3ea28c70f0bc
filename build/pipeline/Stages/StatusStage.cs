using TutorPipeline.Model;

namespace TutorPipeline.Stages;

/// <summary>Shows the chain of custody, and names each joint that does not match. It changes nothing.</summary>
/// <param name="subject">What it is about, such as <c>platform/prod</c>.</param>
/// <param name="read">Reads what is known; null while there is no cluster.</param>
/// <param name="isDryRun">Whether what cannot be looked at is only said.</param>
internal sealed class StatusStage(string subject, Func<CancellationToken, Task<Custody?>> read, bool isDryRun) : IStage<StagePlan>
{
    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken) is { } custody ? Tell(custody, report)
                : new StagePlan([new Change(ChangeKind.Unknown, subject, "known after ProvisionCluster")], [], ["ProvisionCluster"]);
        }
        catch (PipelineException exception) when (isDryRun)
        {
            var gap = new NotLookedAt(subject, exception.Message, "make cluster, registry and backup bucket reachable and plan again");
            return new StagePlan([new Change(ChangeKind.Unknown, subject, "cannot be looked at")], [gap], []);
        }
    }

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) => Task.CompletedTask;

    private StagePlan Tell(Custody custody, IStageReport report)
    {
        foreach (var line in custody.Lines())
        {
            report.Information(line);
        }

        var gaps = custody.Gaps().ToList();
        foreach (var gap in gaps)
        {
            report.Warning(gap);
        }

        var detail = gaps.Count == 0 ? "every joint matches" : $"joints that do not match: {gaps.Count}";
        return new StagePlan([new Change(ChangeKind.Skip, subject, detail)], [], []);
    }
}
