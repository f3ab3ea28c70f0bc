using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>The ways out of the network's subnets.</summary>
internal static class NetworkRoutes
{
    private const string Anywhere = "0.0.0.0/0";

    /// <summary>Public subnets reach the internet directly.</summary>
    public static void ToInternet(StackBuilder stack, AwsVpc vpc, AwsInternetGateway internet, IReadOnlyList<AwsSubnet> subnets)
    {
        var table = stack.Add(new AwsRouteTable("public") { VpcId = vpc.Id });
        stack.Add(new AwsRoute("public_internet") { RouteTableId = table.Id, DestinationCidrBlock = Anywhere, GatewayId = internet.Id });
        Associate(stack, subnets, _ => table);
    }

    /// <summary>One NAT gateway, or one a zone, each with an address of its own.</summary>
    public static IReadOnlyList<AwsNatGateway> NatGateways(
        StackBuilder stack, NetworkSettings settings, AwsInternetGateway internet, IReadOnlyList<AwsSubnet> publicSubnets)
    {
        var zones = settings.NatGateways == Stacks.NatGateways.One ? settings.Zones.Take(1) : settings.Zones;
        return stack.AddEach(zones.Zip(publicSubnets), place =>
        {
            var address = stack.Add(new AwsEip($"nat_{place.First}") { Domain = "vpc", DependsOn = [internet] });
            return new AwsNatGateway($"nat_{place.First}")
            {
                AllocationId = address.Id,
                SubnetId = place.Second.Id,
                DependsOn = [internet],
            };
        });
    }

    /// <summary>
    /// Private subnets reach the internet through NAT. Each has a table of its own even when one gateway serves all, so that adding
    /// gateways later
    /// changes routes and no table.
    /// </summary>
    public static IReadOnlyList<AwsRouteTable> ThroughNat(
        StackBuilder stack, AwsVpc vpc, IReadOnlyList<AwsNatGateway> gateways, IReadOnlyList<AwsSubnet> subnets)
    {
        var tables = stack.AddEach(subnets, subnet => new AwsRouteTable(subnet.LogicalName) { VpcId = vpc.Id });
        stack.AddEach(tables.Index(), table => new AwsRoute($"{table.Item.LogicalName}_nat")
        {
            RouteTableId = table.Item.Id,
            DestinationCidrBlock = Anywhere,
            NatGatewayId = gateways[table.Index % gateways.Count].Id,
        });
        Associate(stack, subnets, index => tables[index]);
        return tables;
    }

    /// <summary>The subnets of databases and cache reach the VPC and nothing else.</summary>
    public static AwsRouteTable Nowhere(StackBuilder stack, AwsVpc vpc, IReadOnlyList<AwsSubnet> subnets)
    {
        var table = stack.Add(new AwsRouteTable("data") { VpcId = vpc.Id });
        Associate(stack, subnets, _ => table);
        return table;
    }

    private static void Associate(StackBuilder stack, IReadOnlyList<AwsSubnet> subnets, Func<int, AwsRouteTable> table) =>
        stack.AddEach(subnets.Index(), subnet => new AwsRouteTableAssociation(subnet.Item.LogicalName)
        {
            SubnetId = subnet.Item.Id,
            RouteTableId = table(subnet.Index).Id,
        });
}
