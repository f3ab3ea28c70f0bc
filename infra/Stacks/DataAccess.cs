using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Who reaches a server that holds data.</summary>
internal static class DataAccess
{
    /// <summary>A security group that lets the VPC in on one port and nothing out.</summary>
    public static AwsSecurityGroup FromVpc(
        StackBuilder stack, Upstream<NetworkOutputs> network, string name, string service, int port)
    {
        var vpcId = stack.Take("vpc_id", "The VPC.", network, outputs => outputs.VpcId);
        var vpcCidr = stack.Take("vpc_cidr", "The VPC's range.", network, outputs => outputs.VpcCidr);
        var group = stack.Add(new AwsSecurityGroup("main")
        {
            Name = name,
            Description = $"{service} from the VPC",
            VpcId = vpcId,
        });
        stack.Add(new AwsVpcSecurityGroupIngressRule("from_vpc")
        {
            SecurityGroupId = group.Id,
            Description = $"{service} from the VPC",
            CidrIpv4 = vpcCidr,
            IpProtocol = "tcp",
            FromPort = port,
            ToPort = port,
        });
        return group;
    }
}
