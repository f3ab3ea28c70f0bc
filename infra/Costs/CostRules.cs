using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Costs;

/// <summary>
/// Which resources cost something, and what decides how much. Resource types that are not here are free: networks, roles, rules, records,
/// groups, certificates.
/// </summary>
internal static class CostRules
{
    /// <summary>What is paid for at a resource; nothing for a free one.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stack">Its stack, for what stands at another resource.</param>
    public static IEnumerable<CostItem> Of(Resource resource, StackDefinition stack) => resource.ElementType switch
    {
        "aws_eks_cluster" => Cluster(resource),
        "aws_eks_node_group" => Nodes(resource, stack),
        "aws_nat_gateway" => [new("NAT gateway", "nat/gateway"), CostItem.ByUse("what goes through it")],
        "aws_eip" => [new("public IPv4 address", "ipv4/address")],
        "aws_vpc_endpoint" => Endpoint(resource),
        "aws_instance" => Instance(resource),
        "aws_db_instance" => MySql(resource),
        "aws_docdb_cluster_instance" => [Of("MongoDB", "docdb", resource.Text("instance_class"))],
        "aws_docdb_cluster" => [CostItem.ByUse("storage, requests and backups")],
        "aws_elasticache_replication_group" =>
            [Of("Redis", "elasticache-redis", resource.Text("node_type"), resource.Number("num_cache_clusters"))],
        "aws_route53_zone" => [new("hosted zone", "route53/zone"), CostItem.ByUse("queries")],
        "aws_kms_key" => [new("key", "kms/key"), CostItem.ByUse("requests")],
        "aws_cloudwatch_metric_alarm" => [new("alarm", "cloudwatch/alarm")],
        "aws_cloudwatch_log_group" => [CostItem.ByUse("logs")],
        "aws_s3_bucket" => [CostItem.ByUse("storage, requests and transfer")],
        "aws_cloudfront_distribution" => [CostItem.ByUse("requests and transfer")],
        "aws_ecr_repository" => [CostItem.ByUse("storage and transfer")],
        "aws_sesv2_email_identity" or "aws_ses_domain_identity" => [CostItem.ByUse("messages")],
        "aws_sns_topic" => [CostItem.ByUse("notifications")],
        _ => [],
    };

    private static CostItem Of(string service, string list, string? type, double? count = 1) =>
        new($"{type ?? "an unknown type"}, {service}", $"{list}/{type}", count);

    private static IEnumerable<CostItem> Cluster(Resource cluster)
    {
        yield return new("control plane", "eks/cluster");
        if (cluster.Block("compute_config")?.Flag("enabled") == true)
        {
            yield return CostItem.ByUse("the nodes that Auto Mode starts, and its fee on them");
        }
    }

    private static IEnumerable<CostItem> Nodes(Resource group, StackDefinition stack)
    {
        var type = group.Texts("instance_types").FirstOrDefault();
        var count = group.Block("scaling_config")?.Number("desired_size");
        yield return Of("node", "ec2", type, count);
        foreach (var template in stack.Resources.Where(resource => resource.ElementType == "aws_launch_template"))
        {
            foreach (var disk in template.Blocks("block_device_mappings"))
            {
                yield return new("disk of a node, gp3", "ebs/gp3", disk.Block("ebs")?.Number("volume_size") * count);
            }
        }
    }

    private static CostItem[] Endpoint(Resource endpoint) => endpoint.Text("vpc_endpoint_type") == "Interface"
        ?
        [
            new("interface endpoint, by zone", "vpc-endpoint/interface", endpoint.Count("subnet_ids")),
            CostItem.ByUse("what goes through it"),
        ]
        : [];

    private static IEnumerable<CostItem> Instance(Resource instance)
    {
        yield return Of("Linux", "ec2", instance.Text("instance_type"));
        if (instance.Flag("associate_public_ip_address") == true)
        {
            yield return new("public IPv4 address", "ipv4/address");
        }

        if (instance.Block("root_block_device") is { } disk)
        {
            yield return new("disk, gp3", "ebs/gp3", disk.Number("volume_size"));
        }
    }

    private static CostItem[] MySql(Resource server)
    {
        var isMulti = server.Flag("multi_az") == true;
        var suffix = isMulti ? "/multi-az" : string.Empty;
        return
        [
            new($"{server.Text("instance_class")}, MySQL{(isMulti ? " in two zones" : string.Empty)}",
                $"rds-mysql/{server.Text("instance_class")}{suffix}"),
            new($"storage, {server.Text("storage_type")}", $"rds-storage/{server.Text("storage_type")}{suffix}",
                server.Number("allocated_storage")),
            CostItem.ByUse("backups beyond the storage's size"),
        ];
    }
}
