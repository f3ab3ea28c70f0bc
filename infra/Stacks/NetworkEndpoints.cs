using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Ways to AWS services that do not leave the VPC.</summary>
internal static class NetworkEndpoints
{
    private static readonly string[] Interfaces = ["ecr.api", "ecr.dkr", "sts", "logs"];

    /// <summary>Adds the gateway endpoint of S3 and the interface endpoints of what the platform calls most.</summary>
    public static void Add(
        StackBuilder stack, NetworkSettings settings, AwsVpc vpc, IReadOnlyList<AwsSubnet> subnets, IReadOnlyList<AwsRouteTable> tables)
    {
        stack.Add(new AwsVpcEndpoint("s3")
        {
            VpcId = vpc.Id,
            ServiceName = Service(settings, "s3"),
            VpcEndpointType = "Gateway",
            RouteTableIds = [.. tables.Select(table => (Value<string>)table.Id)],
        });

        var group = stack.Add(new AwsSecurityGroup("endpoints")
        {
            Name = $"{settings.Scope.Namespace}-endpoints",
            Description = "HTTPS from the VPC to AWS services",
            VpcId = vpc.Id,
        });
        stack.Add(new AwsVpcSecurityGroupIngressRule("endpoints_https")
        {
            SecurityGroupId = group.Id,
            Description = "HTTPS from the VPC",
            CidrIpv4 = vpc.CidrBlock,
            IpProtocol = "tcp",
            FromPort = 443,
            ToPort = 443,
        });

        stack.AddEach(Interfaces, service => new AwsVpcEndpoint(service.Replace('.', '_'))
        {
            VpcId = vpc.Id,
            ServiceName = Service(settings, service),
            VpcEndpointType = "Interface",
            PrivateDnsEnabled = true,
            SubnetIds = [.. subnets.Select(subnet => (Value<string>)subnet.Id)],
            SecurityGroupIds = [group.Id],
        });
    }

    private static string Service(NetworkSettings settings, string service) => $"com.amazonaws.{settings.Scope.Region}.{service}";
}
