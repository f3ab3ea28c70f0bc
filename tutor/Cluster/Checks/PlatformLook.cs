using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>What one look at a platform came to.</summary>
/// <param name="Outside">What was found from outside; the heartbeats of LMS and Studio come first.</param>
/// <param name="Inside">The heartbeats of LMS and Studio inside; empty when nobody looked.</param>
internal sealed record PlatformLook(IReadOnlyList<Finding> Outside, IReadOnlyList<Finding> Inside)
{
    /// <summary>What is not as it should be. Where nobody may forward a port, the outside has to do.</summary>
    public IReadOnlyList<Finding> Unmet { get; } =
        [.. Outside.Concat(Inside).Where(finding => !finding.IsMet && finding.Obstacle != Obstacle.Right)];

    /// <summary>Says what is well, and where nobody may look.</summary>
    public void Tell(IStageReport report)
    {
        foreach (var finding in Outside.Concat(Inside))
        {
            if (finding.IsMet)
            {
                report.Information(finding.ToString());
            }
            else if (finding.Obstacle == Obstacle.Right)
            {
                report.Warning(
                    $"{finding.Check} was not looked at: {finding.Found}. It takes the right to list endpointslices and to create "
                    + "pods/portforward.");
            }
        }
    }

    /// <summary>Says for LMS and Studio which side is not well, and where to look.</summary>
    public IReadOnlyList<string> Diagnose(PlatformHosts hosts, string? namespaceName)
    {
        Diagnosis[] parts = [new("LMS", "lms", hosts.Lms), new("Studio", "cms", hosts.Studio)];
        return [.. parts.Select((part, i) => part.Say(i < Inside.Count ? Inside[i] : null, Outside[i], namespaceName)).OfType<string>()];
    }
}

/// <summary>A platform does not answer as it should.</summary>
/// <param name="host">Its main host.</param>
/// <param name="findings">What is not as it should be.</param>
/// <param name="diagnosis">Where to look, one line each.</param>
/// <param name="patience">How long it was looked at.</param>
public sealed class PlatformUnfitException(
    string host, IReadOnlyList<Finding> findings, IReadOnlyList<string> diagnosis, TimeSpan patience) : PipelineException(
    $"The platform at {host} is not as its learners need it, after {patience.TotalMinutes:0.#} minutes:\n"
    + string.Concat(findings.Select(finding => $"  {finding}\n"))
    + string.Concat(diagnosis.Select(line => $"{line}\n"))
    + "Run CheckPlatform again when it is mended, or Rollback.")
{
    /// <summary>What is not as it should be.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
