using System.Net;
using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Stacks;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class NetworkTests
{
    private static readonly StackDefinition Network = Infra.Stacks.Network.Define(Reference.Network);

    [Fact]
    public static void Has_the_address_ranges_of_the_reference() => Assert.Equal(
        [
            "public_a 192.168.1.0/24", "public_b 192.168.2.0/24", "public_c 192.168.3.0/24",
            "private_a 192.168.4.0/24", "private_b 192.168.5.0/24", "private_c 192.168.6.0/24",
            "database_a 192.168.8.0/24", "database_b 192.168.9.0/24", "cache_a 192.168.10.0/24", "cache_b 192.168.11.0/24",
        ],
        Of(Network, "aws_subnet").Select(subnet => $"{subnet.Key} {subnet.Value!["cidr_block"]}"));

    [Fact]
    public static void Divides_another_range_into_sixteen_as_well()
    {
        var subnets = Of(Infra.Stacks.Network.Define(Reference.Network with { Cidr = IPNetwork.Parse("10.0.0.0/16") }), "aws_subnet");

        Assert.Equal("10.0.16.0/20", subnets["public_a"]!["cidr_block"]!.GetValue<string>());
        Assert.Equal("10.0.176.0/20", subnets["cache_b"]!["cidr_block"]!.GetValue<string>());
    }

    [Fact]
    public static void Load_balancers_find_their_subnets_by_tags()
    {
        var subnets = Of(Network, "aws_subnet");

        Assert.Equal("1", subnets["public_a"]!["tags"]!["kubernetes.io/role/elb"]!.GetValue<string>());
        Assert.Equal("1", subnets["private_a"]!["tags"]!["kubernetes.io/role/internal-elb"]!.GetValue<string>());
        Assert.Equal("shared", subnets["private_c"]!["tags"]!["kubernetes.io/cluster/courses-yourschool-virginia"]!.GetValue<string>());
        Assert.Equal(
            """{"Name":"courses-yourschool-virginia-database-a","tutorpipeline/address":"network/aws_subnet.database_a"}""",
            subnets["database_a"]!["tags"]!.ToJsonString());
    }

    [Fact]
    public static void One_gateway_serves_every_private_subnet_by_default()
    {
        Assert.Equal(["nat_a"], Of(Network, "aws_nat_gateway").Select(gateway => gateway.Key));
        Assert.Equal(
            ["${aws_nat_gateway.nat_a.id}", "${aws_nat_gateway.nat_a.id}", "${aws_nat_gateway.nat_a.id}"],
            NatRoutes(Network));
    }

    [Fact]
    public static void With_one_gateway_a_zone_no_zone_depends_on_another() => Assert.Equal(
        ["${aws_nat_gateway.nat_a.id}", "${aws_nat_gateway.nat_b.id}", "${aws_nat_gateway.nat_c.id}"],
        NatRoutes(Infra.Stacks.Network.Define(Reference.Network with { NatGateways = NatGateways.OnePerZone })));

    [Fact]
    public static void Databases_and_cache_have_no_way_to_the_internet()
    {
        var tables = Of(Network, "aws_route_table_association");

        Assert.Equal(
            ["${aws_route_table.data.id}"],
            new[] { "database_a", "database_b", "cache_a", "cache_b" }
                .Select(subnet => tables[subnet]!["route_table_id"]!.GetValue<string>()).Distinct());
        Assert.DoesNotContain(
            "${aws_route_table.data.id}", Of(Network, "aws_route").Select(route => route.Value!["route_table_id"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("10.0.0.0/15")]
    [InlineData("10.0.0.0/25")]
    [InlineData("fd00::/20")]
    public static void Refuses_a_range_that_cannot_be_divided(string cidr)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Reference.Network with { Cidr = IPNetwork.Parse(cidr) });

        Assert.Equal(
            $"The range {cidr} does not fit: it must be IPv4 with a prefix of 16 to 24 bits, such as 192.168.0.0/20.", refusal.Message);
    }

    [Fact]
    public static void Refuses_fewer_zones_than_databases_need()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Reference.Network with { Zones = ["a"] });

        Assert.Equal("1 zones do not fit: databases need two, and the address plan has room for three.", refusal.Message);
    }

    private static IEnumerable<string> NatRoutes(StackDefinition network) =>
        Of(network, "aws_route").Where(route => route.Key.EndsWith("_nat", StringComparison.Ordinal))
            .Select(route => route.Value!["nat_gateway_id"]!.GetValue<string>());

    private static JsonObject Of(StackDefinition network, string type) =>
        JsonNode.Parse(TerraformJson.Emit(network).MainJson)!["resource"]![type]!.AsObject();
}
