using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>The network, and the bastion that leads into it.</summary>
public interface INetworkParameters : INukeBuild
{
    /// <summary>The VPC's range.</summary>
    [Parameter("Address range of the VPC: an IPv4 prefix of 16 to 24 bits")]
    CidrBlock VpcCidr => TryGetValue(() => VpcCidr) ?? CidrBlock.Parse("192.168.0.0/20", null);

    /// <summary>The zones.</summary>
    [Parameter("Letters of two or three availability zones of the region")]
    string[] AvailabilityZones => TryGetValue(() => AvailabilityZones) ?? ["a", "b", "c"];

    /// <summary>The NAT gateways.</summary>
    [Parameter("NAT gateways: one for all zones (cheapest), or one per zone (no zone depends on another)")]
    NatGatewayMode NatGateways => TryGetValue<NatGatewayMode?>(() => NatGateways) ?? NatGatewayMode.One;

    /// <summary>Flow logs.</summary>
    [Parameter("Record connections in CloudWatch; costs by the gigabyte")]
    bool FlowLogs => TryGetValue<bool?>(() => FlowLogs) ?? false;

    /// <summary>Private endpoints.</summary>
    [Parameter("Reach S3, ECR, STS and CloudWatch Logs without the NAT gateway; each endpoint costs by the hour")]
    bool PrivateEndpoints => TryGetValue<bool?>(() => PrivateEndpoints) ?? false;

    /// <summary>The bastion's type.</summary>
    [Parameter("EC2 type of the bastion (t4g.micro: 2 vCPU, 1 GiB)")]
    Ec2InstanceType BastionInstanceType => TryGetValue(() => BastionInstanceType) ?? Ec2InstanceType.Parse("t4g.micro", null);

    /// <summary>Who may use SSH.</summary>
    [Parameter("Ranges from which SSH to the bastion is open; none: Session Manager only")]
    CidrBlock[] BastionAllowedCidrs => TryGetValue(() => BastionAllowedCidrs) ?? [];

    /// <summary>The key pair.</summary>
    [Parameter("Name of an existing EC2 key pair for SSH to the bastion; not needed for Session Manager")]
    string? BastionKeyName => TryGetValue(() => BastionKeyName);
}
