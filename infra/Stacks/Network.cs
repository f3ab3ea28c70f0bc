using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// A virtual private cloud into which everything else goes: public subnets for load balancers, NAT and bastion, private ones for the
/// cluster's nodes,
/// and subnets without any way to the internet for the databases and the cache.
/// </summary>
public static class Network
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "network";

    private const int DataZones = 2;

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">What the network looks like.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<NetworkOutputs> Define(NetworkSettings settings)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var plan = new AddressPlan(settings.Cidr);

        var vpc = stack.Add(new AwsVpc("main")
        {
            CidrBlock = settings.Cidr.ToString(),
            EnableDnsSupport = true,
            EnableDnsHostnames = true,
        });

        // Without rules: what is put into it by mistake reaches nothing.
        stack.Add(new AwsDefaultSecurityGroup("main") { VpcId = vpc.Id });

        var publicSubnets = Subnets(stack, settings, vpc, "public", settings.Zones.Count, plan.Public, "kubernetes.io/role/elb");
        var privateSubnets =
            Subnets(stack, settings, vpc, "private", settings.Zones.Count, plan.Private, "kubernetes.io/role/internal-elb");
        var databaseSubnets = Subnets(stack, settings, vpc, "database", DataZones, plan.Database);
        var cacheSubnets = Subnets(stack, settings, vpc, "cache", DataZones, plan.Cache);

        var internet = stack.Add(new AwsInternetGateway("main") { VpcId = vpc.Id });
        NetworkRoutes.ToInternet(stack, vpc, internet, publicSubnets);
        var gateways = NetworkRoutes.NatGateways(stack, settings, internet, publicSubnets);
        var privateTables = NetworkRoutes.ThroughNat(stack, vpc, gateways, privateSubnets);
        var dataTable = NetworkRoutes.Nowhere(stack, vpc, [.. databaseSubnets, .. cacheSubnets]);

        if (settings.PrivateEndpoints)
        {
            NetworkEndpoints.Add(stack, settings, vpc, privateSubnets, [.. privateTables, dataTable]);
        }

        if (settings.FlowLogs)
        {
            NetworkFlowLogs.Add(stack, settings, vpc);
        }

        return Outputs(stack, vpc, [publicSubnets, privateSubnets, databaseSubnets, cacheSubnets], gateways);
    }

    /// <summary>What other stacks are shown while the network does not exist.</summary>
    /// <param name="settings">What the network will look like.</param>
    /// <returns>Values of the right shape that name nothing.</returns>
    public static Upstream<NetworkOutputs> Placeholders(NetworkSettings settings) => new(
        new(
            "vpc-00000000000000000",
            settings.Cidr.ToString(),
            SubnetPlaceholders(settings.Zones.Count, '1'),
            SubnetPlaceholders(settings.Zones.Count, '2'),
            SubnetPlaceholders(DataZones, '3'),
            SubnetPlaceholders(DataZones, '4'),
            ["192.0.2.1"]),
        "ProvisionNetwork");

    private static IReadOnlyList<AwsSubnet> Subnets(
        StackBuilder stack,
        NetworkSettings settings,
        AwsVpc vpc,
        string tier,
        int count,
        Func<int, string> cidr,
        string? loadBalancers = null) =>
        stack.AddEach(settings.Zones.Take(count).Index(), zone => new AwsSubnet($"{tier}_{zone.Item}")
        {
            VpcId = vpc.Id,
            CidrBlock = cidr(zone.Index),
            AvailabilityZone = $"{settings.Scope.Region}{zone.Item}",
            Tags = loadBalancers is null
                ? new()
                : new() { [$"kubernetes.io/cluster/{settings.Scope.Namespace}"] = "shared", [loadBalancers] = "1" },
        });

    private static StackDefinition<NetworkOutputs> Outputs(
        StackBuilder stack, AwsVpc vpc, IReadOnlyList<AwsSubnet>[] tiers, IReadOnlyList<AwsNatGateway> gateways)
    {
        var vpcId = stack.Give("vpc_id", vpc.Id);
        var vpcCidr = stack.Give("vpc_cidr", vpc.CidrBlock);
        var publicIds = stack.GiveList("public_subnet_ids", Ids(tiers[0]));
        var privateIds = stack.GiveList("private_subnet_ids", Ids(tiers[1]));
        var databaseIds = stack.GiveList("database_subnet_ids", Ids(tiers[2]));
        var cacheIds = stack.GiveList("cache_subnet_ids", Ids(tiers[3]));
        var natIps = stack.GiveList("nat_public_ips", [.. gateways.Select(gateway => (Value<string>)gateway.PublicIp)]);
        return stack.Build(read => new NetworkOutputs(
            read.Read(vpcId),
            read.Read(vpcCidr),
            read.Read(publicIds),
            read.Read(privateIds),
            read.Read(databaseIds),
            read.Read(cacheIds),
            read.Read(natIps)));
    }

    private static ListValue<string> Ids(IReadOnlyList<AwsSubnet> subnets) => [.. subnets.Select(subnet => (Value<string>)subnet.Id)];

    private static string[] SubnetPlaceholders(int count, char tier) =>
        [.. Enumerable.Range(0, count).Select(zone => $"subnet-{tier}{new string('0', 15)}{zone}")];
}
