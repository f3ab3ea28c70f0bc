using System.Net;
using System.Net.Sockets;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>How many NAT gateways carry the traffic of private subnets to the internet.</summary>
public enum NatGateways
{
    /// <summary>One for all zones: the cheapest, and gone when its zone is.</summary>
    One,

    /// <summary>One a zone: no zone depends on another.</summary>
    OnePerZone,
}

/// <summary>What the network looks like.</summary>
/// <param name="Scope">Where it lives and what its names start with.</param>
public sealed record NetworkSettings(StackScope Scope)
{
    /// <summary>
    /// The VPC's range: IPv4, a prefix of 16 to 24 bits, because AWS takes subnets of 16 to 28. Default <c>192.168.0.0/20</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The range is not IPv4, or its prefix is shorter than 16 or longer than 24.</exception>
    public IPNetwork Cidr
    {
        get;
        init => field = value.BaseAddress.AddressFamily == AddressFamily.InterNetwork && value.PrefixLength is >= 16 and <= 24
            ? value
            : throw new ArgumentException(
                $"The range {value} does not fit: it must be IPv4 with a prefix of 16 to 24 bits, such as 192.168.0.0/20.");
    } = IPNetwork.Parse("192.168.0.0/20");

    /// <summary>The letters of the availability zones, two or three. Default <c>a</c>, <c>b</c>, <c>c</c>.</summary>
    /// <exception cref="ArgumentException">There are fewer than two or more than three.</exception>
    public IReadOnlyList<string> Zones
    {
        get;
        init => field = value.Count is 2 or 3
            ? value
            : throw new ArgumentException($"{value.Count} zones do not fit: databases need two, and the address plan has room for three.");
    } = ["a", "b", "c"];

    /// <summary>How many NAT gateways there are. Default one.</summary>
    public NatGateways NatGateways { get; init; } = NatGateways.One;

    /// <summary>
    /// Whether accepted and rejected connections are recorded in CloudWatch. Default no, because it costs by the gigabyte.
    /// </summary>
    public bool FlowLogs { get; init; }

    /// <summary>How long flow logs are kept, in days; one of the numbers that CloudWatch offers. Default 30.</summary>
    public int FlowLogRetentionDays { get; init; } = 30;

    /// <summary>
    /// Whether S3, ECR, STS and CloudWatch Logs are reached without the NAT gateway. Default no, because each endpoint costs by the hour.
    /// </summary>
    public bool PrivateEndpoints { get; init; }

    /// <summary>Takes the settings from an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static NetworkSettings From(PlatformEnvironment environment) => new(PlatformScope.Shared(environment))
    {
        Cidr = environment.Network.VpcCidr.Network,
        Zones = environment.Network.AvailabilityZones,
        NatGateways = environment.Network.NatGateways == NatGatewayMode.OnePerZone ? NatGateways.OnePerZone : NatGateways.One,
        FlowLogs = environment.Network.FlowLogs,
        PrivateEndpoints = environment.Network.PrivateEndpoints,
    };
}
