using System.Net;
using TutorPipeline.Infra.Calls;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Steps;

/// <summary>What is to be done about the names of the platform's hosts.</summary>
/// <param name="Changes">One line a host.</param>
/// <param name="Hosts">The hosts whose record is written.</param>
/// <param name="Target">Where they are to lead.</param>
public sealed record HostAliasesPlan(IReadOnlyList<Change> Changes, IReadOnlyList<string> Hosts, RecordTarget Target)
    : StagePlan(Changes, [], []);

/// <summary>
/// Lets every host of an environment lead to its load balancer, and follow it to another one: by an alias, as a domain itself can have no
/// CNAME (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html), or to an address.
/// </summary>
/// <param name="records">Asks Route53.</param>
/// <param name="balancers">Asks Elastic Load Balancing.</param>
/// <param name="zoneId">The environment's hosted zone.</param>
/// <param name="hosts">The hosts, all of them in that zone.</param>
/// <param name="address">Where the cluster's load balancer answers: a name of AWS or an IPv4 address.</param>
public sealed class HostAliases(
    RecordCalls records, LoadBalancerCalls balancers, string zoneId, IReadOnlyList<string> hosts, string address) : IStage<HostAliasesPlan>
{
    /// <inheritdoc/>
    /// <exception cref="HostAliasException">A host has a record that cannot stand beside ours, or the load balancer is not of this account.</exception>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<HostAliasesPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        var found = await records.ListAsync(zoneId, cancellationToken);
        var (changes, open) = (new List<Change>(), new List<string>());
        foreach (var host in hosts)
        {
            if (found.FirstOrDefault(set => set.Name == host && set.Type is ("CNAME" or "AAAA")) is { } other)
            {
                throw HostAliasException.Taken(host, other);
            }

            var change = Describe(host, found.FirstOrDefault(set => set.Name == host && set.Type == "A"), target);
            changes.Add(change);
            if (change.Kind != ChangeKind.Skip)
            {
                open.Add(host);
            }
        }

        return new HostAliasesPlan(changes, open, target);
    }

    /// <inheritdoc/>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task ApplyAsync(HostAliasesPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (plan.Hosts.Count > 0)
        {
            await records.PointAsync(zoneId, plan.Hosts, plan.Target, cancellationToken);
            report.Information($"{string.Join(", ", plan.Hosts)} lead to {plan.Target.Name}; name servers follow within a minute.");
        }
    }

    private static Change Describe(string host, RecordSet? found, RecordTarget target) => found switch
    {
        null => new(ChangeKind.Create, $"record/{host}", $"to {target.Name}"),
        _ when found.Target == target.Name => new(ChangeKind.Skip, $"record/{host}", $"leads to {target.Name}"),
        _ => new(ChangeKind.Update, $"record/{host}", $"to {target.Name}; it leads to {found.Target}"),
    };

    private async Task<RecordTarget> TargetAsync(CancellationToken cancellationToken) => IPAddress.TryParse(address, out _)
        ? new RecordTarget(address, null)
        : new RecordTarget(
            address.ToLowerInvariant(),
            await balancers.FindZoneAsync(address, cancellationToken) ?? throw HostAliasException.Foreign(address));
}

/// <summary>Names cannot be made to lead to the load balancer.</summary>
public sealed class HostAliasException : PipelineException
{
    private HostAliasException(string message)
        : base(message)
    {
    }

    internal static HostAliasException Taken(string host, RecordSet other) => new(
        $"{host} has a record of type {other.Type} already, which leads to {other.Target}, and learners would find that instead of the platform. "
        + "Nothing was changed. Delete it in the environment's hosted zone if it is not needed any more, and run PointDns again.");

    internal static HostAliasException Foreign(string address) => new(
        $"The cluster says that its load balancer answers at {address}, and this AWS account has none of that name in this region, so no alias can lead to "
        + "it. Nothing was changed. See 'kubectl describe ingress' in the environment's namespace, and check AwsAccountId and AwsRegion.");
}
