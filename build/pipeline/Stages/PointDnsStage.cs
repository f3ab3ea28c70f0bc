using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Cluster.Hosts;

namespace TutorPipeline.Stages;

/// <summary>Points the environment's hosts to the load balancer, as soon as the cluster says where that is.</summary>
/// <param name="environment">The environment.</param>
/// <param name="infrastructure">How AWS and the cluster are reached.</param>
internal sealed class PointDnsStage(PlatformEnvironment environment, Infrastructure infrastructure) : IStage<StagePlan>
{
    private readonly string[] hosts =
    [
        .. new[]
        {
            environment.Names.LmsHost, environment.Names.StudioHost, environment.Names.PreviewHost, environment.Names.AppsHost,
            environment.Names.MeilisearchHost,
        }.Select(host => host.Text),
    ];

    private HostAliases? aliases;

    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var dns = await infrastructure.Outputs.DnsAsync(cancellationToken);
        if (dns.PlaceholdersFrom is { } missing)
        {
            return KnownAfter(missing);
        }

        if (await infrastructure.ClusterAccessAsync(cancellationToken) is not { } access)
        {
            return KnownAfter("ProvisionCluster");
        }

        var place = new PlatformAddress(access, environment.Names.Namespace, hosts[0]);
        if (!infrastructure.Options.IsDryRun)
        {
            return await DescribeAsync(dns.Outputs.ZoneId, await place.WaitAsync(report, cancellationToken), report, cancellationToken);
        }

        try
        {
            return await place.FindAsync(cancellationToken) is { } address
                ? await DescribeAsync(dns.Outputs.ZoneId, address, report, cancellationToken) : KnownAfter("ApplyManifests");
        }
        catch (PlatformAddressException exception)
        {
            var gap = new NotLookedAt("the cluster's load balancer", exception.Message, "make the cluster reachable and plan again");
            return KnownAfter("ApplyManifests") with { NotLookedAt = [gap] };
        }
    }

    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) =>
        aliases!.ApplyAsync((HostAliasesPlan)plan, report, cancellationToken);

    private async Task<StagePlan> DescribeAsync(string zoneId, string address, IStageReport report, CancellationToken cancellationToken)
    {
        aliases = new HostAliases(
            new RecordCalls(infrastructure.Calls), new LoadBalancerCalls(infrastructure.Calls), zoneId, hosts, address);
        return await aliases.PlanAsync(report, cancellationToken);
    }

    private StagePlan KnownAfter(string target) => new(
        [.. hosts.Select(host => new Change(ChangeKind.Unknown, $"record/{host}", $"to the load balancer (known after {target})"))], [], [target]);
}
