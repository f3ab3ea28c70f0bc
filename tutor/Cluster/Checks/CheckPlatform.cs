using System.Security.Cryptography.X509Certificates;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>
/// Checks that a platform answers as its learners see it: heartbeats, login page, styles, CDN, micro-frontends and certificates from
/// outside, and the heartbeats of a ready pod inside, so that it can tell which side is not well. What was just deployed may take a
/// moment, so it looks again until all is well or its patience ends.
/// </summary>
public sealed class CheckPlatform : IStage<StagePlan>
{
    private readonly PlatformHosts hosts;
    private readonly PlatformInside? inside;
    private readonly CheckDoors doors;
    private readonly HostConnector connect;
    private readonly TimeSpan patience;
    private readonly TimeSpan pause;
    private readonly TimeProvider clock;
    private X509Certificate2Collection? trust;

    /// <summary>Makes the stage.</summary>
    /// <param name="hosts">Where the platform answers.</param>
    /// <param name="inside">Where it runs; null when the cluster is not known, and then only the outside is checked.</param>
    /// <param name="doors">Where the check from outside connects to and whom it trusts; null for where DNS leads.</param>
    /// <param name="patience">How long to look again; null for five minutes.</param>
    public CheckPlatform(PlatformHosts hosts, PlatformInside? inside = null, CheckDoors? doors = null, TimeSpan? patience = null)
        : this(hosts, inside, doors, patience, null, null, null, null)
    {
    }

    /// <summary>Makes the stage with another way to hosts, another pace and another clock.</summary>
    internal CheckPlatform(
        PlatformHosts hosts,
        PlatformInside? inside,
        CheckDoors? doors,
        TimeSpan? patience,
        TimeSpan? pause,
        HostConnector? connect,
        X509Certificate2Collection? trust,
        TimeProvider? clock)
    {
        (this.hosts, this.inside, this.doors, this.trust) = (hosts, inside, doors ?? new CheckDoors(), trust);
        this.connect = connect ?? this.doors.ConnectorFor(hosts);
        (this.patience, this.pause) = (patience ?? TimeSpan.FromMinutes(5), pause ?? TimeSpan.FromSeconds(5));
        this.clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    /// <exception cref="CheckTrustException">The file with authorities cannot be used.</exception>
    public Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        trust ??= doors.ReadTrust();
        var apps = hosts.Apps is null ? "" : ", micro-frontends";
        var within = inside is null ? "" : " from outside; heartbeats through a port-forward";
        var certificates = $"certificates good for {PlatformProbe.LeastDays} days";
        return Task.FromResult(new StagePlan(
            [
                new Change(
                    ChangeKind.Run,
                    hosts.Lms,
                    $"heartbeats of LMS and Studio, login page, styles, CDN{apps}, {certificates}{within}"),
            ],
            inside is null ? [NoCluster] : [],
            []));
    }

    /// <inheritdoc/>
    /// <exception cref="PlatformUnfitException">Something is not as it should be.</exception>
    public async Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        for (var looks = 1; ; looks++)
        {
            var look = await LookAsync(cancellationToken);
            if (look.Unmet.Count == 0)
            {
                look.Tell(report);
                return;
            }

            if (clock.GetElapsedTime(began) >= patience)
            {
                look.Tell(report);
                throw new PlatformUnfitException(hosts.Lms, look.Unmet, look.Diagnose(hosts, inside?.Namespace), patience);
            }

            if (looks == 1)
            {
                report.Information($"waits for {string.Join("; ", look.Unmet)}");
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private static NotLookedAt NoCluster =>
        new("the platform inside the cluster", "there is no cluster yet", "run ProvisionCluster, or name a cluster with --kubeconfig");

    private async Task<PlatformLook> LookAsync(CancellationToken cancellationToken)
    {
        // With a connection of its own each time, because the load balancer may change behind the name.
        using var door = new WebDoor(connect, trust);
        var outside = new PlatformProbe(hosts, door, clock).RunAsync(cancellationToken);
        var within = inside is null ? [] : await new InsideProbe(inside, hosts).RunAsync(cancellationToken);
        return new PlatformLook(await outside, within);
    }
}
