using System.Security.Cryptography.X509Certificates;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>
/// Checks that a platform answers as its learners see it: heartbeats, login page, styles, CDN, micro-frontends and certificates. What was just
/// deployed may take a moment, so it looks again until all is well or its patience ends.
/// </summary>
public sealed class CheckPlatform : IStage<StagePlan>
{
    private readonly PlatformHosts hosts;
    private readonly HostConnector connect;
    private readonly X509Certificate2Collection? trust;
    private readonly TimeSpan patience;
    private readonly TimeSpan pause;
    private readonly TimeProvider clock;

    /// <summary>Makes the stage.</summary>
    /// <param name="hosts">Where the platform answers.</param>
    /// <param name="connect">How hosts are reached; null for where DNS leads.</param>
    /// <param name="trust">The authorities that are trusted; null for those of this machine.</param>
    /// <param name="patience">How long to look again; null for five minutes.</param>
    /// <param name="pause">How long to wait between two looks; null for five seconds.</param>
    /// <param name="clock">The clock; null for the system's.</param>
    public CheckPlatform(
        PlatformHosts hosts,
        HostConnector? connect = null,
        X509Certificate2Collection? trust = null,
        TimeSpan? patience = null,
        TimeSpan? pause = null,
        TimeProvider? clock = null)
    {
        (this.hosts, this.connect, this.trust) = (hosts, connect ?? WebDoor.ConnectByNameAsync, trust);
        (this.patience, this.pause) = (patience ?? TimeSpan.FromMinutes(5), pause ?? TimeSpan.FromSeconds(5));
        this.clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken) => Task.FromResult(new StagePlan(
        [
            new Change(
                ChangeKind.Run,
                hosts.Lms,
                $"heartbeats of LMS and Studio, login page, styles, CDN{(hosts.Apps is null ? "" : ", micro-frontends")}, certificates good for {PlatformProbe.LeastDays} days"),
        ],
        [],
        []));

    /// <inheritdoc/>
    /// <exception cref="PlatformUnfitException">Something is not as it should be.</exception>
    public async Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        for (var looks = 1; ; looks++)
        {
            // With a connection of its own each time, because the load balancer may change behind the name.
            using var door = new WebDoor(connect, trust);
            var findings = await new PlatformProbe(hosts, door, clock).RunAsync(cancellationToken);
            if (findings.All(finding => finding.IsMet))
            {
                Tell(findings, report);
                return;
            }

            if (clock.GetElapsedTime(began) >= patience)
            {
                Tell(findings, report);
                throw new PlatformUnfitException(hosts.Lms, [.. findings.Where(finding => !finding.IsMet)], patience);
            }

            if (looks == 1)
            {
                report.Information($"waits for {string.Join("; ", findings.Where(finding => !finding.IsMet))}");
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private static void Tell(IEnumerable<Finding> findings, IStageReport report)
    {
        foreach (var finding in findings.Where(finding => finding.IsMet))
        {
            report.Information(finding.ToString());
        }
    }
}

/// <summary>A platform does not answer as it should.</summary>
/// <param name="host">Its main host.</param>
/// <param name="findings">What is not as it should be.</param>
/// <param name="patience">How long it was looked at.</param>
public sealed class PlatformUnfitException(string host, IReadOnlyList<Finding> findings, TimeSpan patience) : PipelineException(
    $"The platform at {host} is not as its learners need it, after {patience.TotalMinutes:0.#} minutes:\n"
    + string.Concat(findings.Select(finding => $"  {finding}\n"))
    + "Names lead to the load balancer after PointDns; 'kubectl get pods' and 'kubectl logs' in the environment's namespace tell more. Run CheckPlatform "
    + "again when it is mended, or Rollback.")
{
    /// <summary>What is not as it should be.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
