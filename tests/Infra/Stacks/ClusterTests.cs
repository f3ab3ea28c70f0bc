using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Stacks;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class ClusterTests
{
    private static readonly Upstream<NetworkOutputs> Network = Infra.Stacks.Network.Placeholders(Reference.Network);

    [Fact]
    public static void Is_private_unless_addresses_are_listed()
    {
        var closed = Of(Reference.Cluster)["aws_eks_cluster"]!["main"]!["vpc_config"]!;
        var open = Of(Reference.FullCluster)["aws_eks_cluster"]!["main"]!["vpc_config"]!;

        Assert.False(closed["endpoint_public_access"]!.GetValue<bool>());
        Assert.Null(closed["public_access_cidrs"]);
        Assert.True(open["endpoint_public_access"]!.GetValue<bool>());
        Assert.Equal("""["203.0.113.7/32","198.51.100.0/24"]""", open["public_access_cidrs"]!.ToJsonString());
    }

    [Fact]
    public static void People_get_in_by_access_entries_named_after_them()
    {
        var resources = Of(Reference.FullCluster);

        Assert.Equal(["user_ci", "role_ops_admin_role"], resources["aws_eks_access_entry"]!.AsObject().Select(entry => entry.Key));
        Assert.Equal(
            "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            resources["aws_eks_access_policy_association"]!["user_ci"]!["policy_arn"]!.GetValue<string>());
    }

    [Fact]
    public static void Two_principals_of_one_name_are_told_apart()
    {
        string[] arns = ["arn:aws:iam::1:user/a-b", "arn:aws:iam::1:user/a_b", "arn:aws:iam::1:user/a-b"];

        var entries = Of(Reference.Cluster with { AdminPrincipalArns = arns });

        Assert.Equal(["user_a_b", "user_a_b_2"], entries["aws_eks_access_entry"]!.AsObject().Select(entry => entry.Key));
    }

    [Fact]
    public static void Only_without_named_administrators_does_the_creator_become_one()
    {
        Assert.True(CreatorIsAdmin(Reference.Cluster));
        Assert.False(CreatorIsAdmin(Reference.FullCluster));

        static bool CreatorIsAdmin(ClusterSettings settings) =>
            Of(settings)["aws_eks_cluster"]!["main"]!["access_config"]!["bootstrap_cluster_creator_admin_permissions"]!.GetValue<bool>();
    }

    [Theory]
    [InlineData(ComputeMode.Auto, true)]
    [InlineData(ComputeMode.ManagedNodes, false)]
    public static void Says_three_times_whether_it_is_in_auto_mode(ComputeMode mode, bool isAuto)
    {
        var cluster = Of(Reference.Cluster with { Compute = mode })["aws_eks_cluster"]!["main"]!;

        Assert.Equal(isAuto, cluster["compute_config"]!["enabled"]!.GetValue<bool>());
        Assert.Equal(isAuto, cluster["storage_config"]!["block_storage"]!["enabled"]!.GetValue<bool>());
        Assert.Equal(isAuto, cluster["kubernetes_network_config"]!["elastic_load_balancing"]!["enabled"]!.GetValue<bool>());
    }

    [Fact]
    public static void Goes_before_the_permissions_and_the_log_group_it_needs_while_going()
    {
        var waits =
            Of(Reference.Cluster)["aws_eks_cluster"]!["main"]!["depends_on"]!.AsArray().Select(item => item!.GetValue<string>()).ToList();

        Assert.Contains("aws_iam_role_policy_attachment.cluster_amazon_eks_compute_policy", waits);
        Assert.Contains("aws_cloudwatch_log_group.control_plane", waits);
    }

    [Theory]
    [InlineData(ComputeMode.Auto, "metrics_server")]
    [InlineData(ComputeMode.ManagedNodes, "vpc_cni,kube_proxy,eks_pod_identity_agent,coredns,aws_ebs_csi_driver,metrics_server")]
    public static void Has_the_add_ons_that_its_mode_does_not_bring_along(ComputeMode mode, string addons) =>
        Assert.Equal(
            addons.Split(','), Of(Reference.Cluster with { Compute = mode })["aws_eks_addon"]!.AsObject().Select(addon => addon.Key));

    [Theory]
    [InlineData("t3.large", "AL2023_x86_64_STANDARD")]
    [InlineData("t4g.large", "AL2023_ARM_64_STANDARD")]
    [InlineData("c8gn.xlarge", "AL2023_ARM_64_STANDARD")]
    [InlineData("g5.xlarge", "AL2023_x86_64_STANDARD")]
    public static void Managed_nodes_run_the_image_of_their_processor(string instanceType, string image)
    {
        var nodes = Of(Reference.ManagedCluster with { InstanceType = instanceType })["aws_eks_node_group"]!["main"]!;

        Assert.Equal(image, nodes["ami_type"]!.GetValue<string>());
        Assert.Equal("""{"min_size":1,"max_size":5,"desired_size":1}""", nodes["scaling_config"]!.ToJsonString());
    }

    [Fact]
    public static void Names_the_target_whose_outputs_it_is_missing()
    {
        Assert.Equal(["ProvisionNetwork"], Infra.Stacks.Cluster.Define(Reference.Cluster, Network).PlaceholdersFrom);
        Assert.Empty(Infra.Stacks.Cluster.Define(Reference.Cluster, new(Network.Outputs)).PlaceholdersFrom);
    }

    private static JsonNode Of(ClusterSettings settings) =>
        JsonNode.Parse(TerraformJson.Emit(Infra.Stacks.Cluster.Define(settings, Network)).MainJson)!["resource"]!;
}
