using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// The alternative to Auto Mode: a managed node group, the add-ons that Auto Mode would bring along, and the autoscaler's permissions.
/// </summary>
internal static class ClusterNodes
{
    // Nodes are not ready without these; the other add-ons need nodes to run on.
    private static readonly string[] NeededByNodes = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"];

    private static readonly string[] AutoscalerReads =
    [
        "autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeAutoScalingInstances", "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities", "autoscaling:DescribeTags", "ec2:DescribeImages", "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions", "ec2:GetInstanceTypesFromInstanceRequirements", "eks:DescribeNodegroup",
    ];

    private static readonly string[] AutoscalerWrites =
        ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"];

    /// <summary>Adds all of it.</summary>
    /// <returns>What has to be there before ordinary pods can run.</returns>
    public static IReadOnlyList<Element> Add(
        StackBuilder stack, ClusterSettings settings, AwsEksCluster cluster, ClusterRole nodes, ListValue<string> subnets)
    {
        var first = NeededByNodes.Select(name => ClusterAddons.Add(stack, cluster, name, [])).ToList();
        var group = stack.Add(NodeGroup(settings, cluster, nodes, subnets, stack.Add(Template(settings)), first));
        ClusterAddons.Add(stack, cluster, "coredns", [group]);
        var storage = ClusterRoles.Pods(stack, settings, "ebs_csi", "AmazonEBSCSIDriverPolicy");
        ClusterAddons.Add(stack, cluster, "aws-ebs-csi-driver", [group, .. storage.Permissions], (storage.Role, "ebs-csi-controller-sa"));
        Autoscaler(stack, settings, cluster);
        return [group];
    }

    private static AwsLaunchTemplate Template(ClusterSettings settings) => new("nodes")
    {
        Name = $"{settings.Scope.Namespace}-nodes",
        UpdateDefaultVersion = true,
        MetadataOptions = new() { HttpEndpoint = "enabled", HttpTokens = "required", HttpPutResponseHopLimit = 1 },
        BlockDeviceMappings =
        [
            new()
            {
                DeviceName = "/dev/xvda",
                Ebs = new() { VolumeType = "gp3", VolumeSize = settings.NodeDiskGib, Encrypted = "true", DeleteOnTermination = "true" },
            },
        ],

        // The provider's default tags stop at the template; what the node group starts from it is tagged here.
        TagSpecifications = [Tagged(settings, "instance"), Tagged(settings, "volume")],
    };

    private static AwsLaunchTemplate.TagSpecificationsBlock Tagged(ClusterSettings settings, string kind)
    {
        var tags = new MapValue<string>(settings.Scope.Tags.Append(new("Name", $"{settings.Scope.Namespace}-nodes")));
        return new() { ResourceType = kind, Tags = tags };
    }

    private static AwsEksNodeGroup NodeGroup(
        ClusterSettings settings,
        AwsEksCluster cluster,
        ClusterRole nodes,
        ListValue<string> subnets,
        AwsLaunchTemplate template,
        List<AwsEksAddon> first) => new("main")
    {
        ClusterName = cluster.Name,
        NodeGroupName = "default",
        NodeRoleArn = nodes.Role.Arn,
        SubnetIds = subnets,
        InstanceTypes = [settings.InstanceType],
        AmiType = InstanceTypes.IsArm(settings.InstanceType) ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
        LaunchTemplate = new() { Id = template.Id, Version = Value.Format($"{template.LatestVersion}") },
        ScalingConfig = new() { MinSize = settings.MinimumNodes, MaxSize = settings.MaximumNodes, DesiredSize = settings.MinimumNodes },
        UpdateConfig = new() { MaxUnavailable = 1 },
        DependsOn = [.. nodes.Permissions, .. first],

        // The autoscaler's business from the first pod on.
        Lifecycle = new() { IgnoreChanges = ["scaling_config[0].desired_size"] },
    };

    private static void Autoscaler(StackBuilder stack, ClusterSettings settings, AwsEksCluster cluster)
    {
        var role = ClusterRoles.Pods(stack, settings, "cluster_autoscaler").Role;
        stack.Add(new AwsIamRolePolicy("cluster_autoscaler")
        {
            Name = "scale-node-groups",
            Role = role.Name,
            Policy = AccessPolicy.Of(
                AccessPolicy.Allow(AutoscalerReads, "*"),
                AccessPolicy.AllowTagged(AutoscalerWrites, $"k8s.io/cluster-autoscaler/{settings.Scope.Namespace}", "owned")),
        });
        stack.Add(new AwsEksPodIdentityAssociation("cluster_autoscaler")
        {
            ClusterName = cluster.Name,
            Namespace = "kube-system",
            ServiceAccount = "cluster-autoscaler",
            RoleArn = role.Arn,
        });
    }
}
