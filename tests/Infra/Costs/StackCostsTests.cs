using System.Globalization;
using TutorPipeline.Infra.Costs;
using TutorPipeline.Infra.Tests.Stacks;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Costs;

public static class StackCostsTests
{
    [Theory]
    [InlineData("network", "nat_gateway.nat_a NAT gateway 1 0.0450 32.85", "eip.nat_a public IPv4 address 1 0.0050 3.65")]
    [InlineData("cluster", "eks_cluster.main control plane 1 0.1000 73.00", "kms_key.secrets key 1 0.0014 1.00")]
    [InlineData(
        "cluster-managed", "eks_node_group.main t4g.large, node 1 0.0672 49.06", "eks_node_group.main disk of a node, gp3 50 0.0055 4.00")]
    [InlineData("mysql", "db_instance.main db.t4g.small, MySQL 1 0.0320 23.36", "db_instance.main storage, gp3 20 0.0032 2.30")]
    [InlineData(
        "mysql-full",
        "db_instance.main db.t4g.small, MySQL in two zones 1 0.0650 47.45",
        "db_instance.main storage, gp3 20 0.0063 4.60")]
    [InlineData("dns", "route53_zone.main hosted zone 1 0.0007 0.50")]
    public static void Multiplies_what_a_stack_has_with_its_prices(string shape, params string[] expected)
    {
        var lines = Of(shape).Lines.Where(line => line.Basis == CostBasis.Fixed).Select(Text).ToList();

        Assert.All(expected, line => Assert.Contains(line, lines));
        Assert.All(Of(shape).Lines, line => Assert.StartsWith($"{shape.Split('-')[0]}/aws_", line.Address, StringComparison.Ordinal));
    }

    [Fact]
    public static void Counts_an_interface_endpoint_once_a_zone()
    {
        var endpoints = Of("network-full").Lines.Where(line => line.What.StartsWith("interface endpoint", StringComparison.Ordinal));

        Assert.Equal([3, 3, 3, 3], endpoints.Select(line => line.Quantity!.Value));
    }

    [Theory]
    [InlineData("mongodb", "mongodb/aws_docdb_cluster_instance.instance_1", "db.t4g.medium, MongoDB", 1)]
    [InlineData("redis-full", "redis/aws_elasticache_replication_group.main", "cache.t4g.small, Redis", 2)]
    public static void Says_that_a_price_without_a_source_is_unknown(string shape, string address, string what, double quantity)
    {
        var estimate = Of(shape);

        Assert.Contains(new CostLine(address, what, CostBasis.Unknown) { Quantity = quantity }, estimate.Lines);
        Assert.False(estimate.IsComplete);
    }

    [Fact]
    public static void Has_no_price_for_another_region() =>
        Assert.DoesNotContain(Of("dns-full").Lines, line => line.Basis == CostBasis.Fixed);

    [Fact]
    public static void Says_what_is_paid_by_use() => Assert.Contains(
        new CostLine("cluster/aws_eks_cluster.main", "the nodes that Auto Mode starts, and its fee on them", CostBasis.ByUse),
        Of("cluster").Lines);

    [Fact]
    public static void Sums_up_what_is_fixed()
    {
        var estimate = Of("network");

        Assert.Equal((0.05m, 36.5m), (estimate.Hourly, estimate.Monthly));
        Assert.Equal([StackCosts.Comparison], estimate.Notes);
    }

    [Fact]
    public static void Names_the_source_and_its_day() => Assert.Equal(
        "https://cloudburn.io/blog/aws-nat-gateway-pricing (2026-02-24)",
        Of("network").Lines.First(line => line.What == "NAT gateway").Source);

    [Fact]
    public static void Estimates_nothing_for_a_stack_that_costs_nothing() =>
        Assert.Null(StackCosts.Of(Reference.Shapes["network"] with { Resources = [] }));

    private static CostEstimate Of(string shape) => StackCosts.Of(Reference.Shapes[shape])!;

    private static string Text(CostLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Address.Split("/aws_")[1]} {line.What} {line.Quantity} {line.Hourly:0.0000} {line.Monthly:0.00}");
}
