using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// A Kubernetes cluster on EKS onto which the platform is deployed. Its API server is private, and public only to listed addresses; people
/// and
/// pipelines get in by access entries; its Secrets are encrypted with a key of its own; nodes come and go with the load.
/// </summary>
public static class Cluster
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "cluster";

    private const string ClusterAdmin = "AmazonEKSClusterAdminPolicy";

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">What the cluster looks like.</param>
    /// <param name="network">The network it lives in.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<ClusterOutputs> Define(ClusterSettings settings, Upstream<NetworkOutputs> network)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var subnets = stack.TakeList(
            "private_subnet_ids", "Where nodes and the API server's network interfaces live.", network, outputs =>
                outputs.PrivateSubnetIds);

        var role = ClusterRoles.ControlPlane(stack, settings);
        var nodes = ClusterRoles.Nodes(stack, settings);
        var key = SecretsKey(stack, settings, role);
        var cluster = stack.Add(ControlPlane(settings, subnets, role, nodes, key, Logs(stack, settings)));

        foreach (var principal in ClusterAccess.Named(settings.AdminPrincipalArns))
        {
            ClusterAccess.Grant(stack, settings, cluster, principal, ClusterAdmin);
        }

        stack.Add(new AwsIamOpenidConnectProvider("main")
        {
            Url = cluster.Identity[0].Oidc[0].Issuer,
            ClientIdList = ["sts.amazonaws.com"],
        });

        var readyForPods = settings.Compute == ComputeMode.ManagedNodes ? ClusterNodes.Add(stack, settings, cluster, nodes, subnets) : [];
        ClusterAddons.Add(stack, cluster, "metrics-server", readyForPods);

        return Outputs(stack, cluster);
    }

    /// <summary>What other stacks are shown while the cluster does not exist.</summary>
    /// <param name="settings">What the cluster will look like.</param>
    /// <returns>Values of the right shape that name nothing.</returns>
    public static Upstream<ClusterOutputs> Placeholders(ClusterSettings settings) => new(
        new(
            settings.Scope.Namespace,
            "https://cluster.invalid",
            "cGxhY2Vob2xkZXI=",
            $"https://oidc.eks.{settings.Scope.Region}.amazonaws.com/id/00000000000000000000000000000000",
            "sg-00000000000000000"),
        "ProvisionCluster");

    private static AwsEksCluster ControlPlane(
        ClusterSettings settings, ListValue<string> subnets, ClusterRole role, ClusterRole nodes, AwsKmsKey key, AwsCloudwatchLogGroup logs)
    {
        var isAuto = settings.Compute == ComputeMode.Auto;
        var isPublic = settings.PublicAccessCidrs.Count > 0;
        return new AwsEksCluster("main")
        {
            Name = settings.Scope.Namespace,
            Version = settings.Version,
            RoleArn = role.Role.Arn,
            EnabledClusterLogTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"],
            BootstrapSelfManagedAddons = false,
            VpcConfig = new()
            {
                SubnetIds = subnets,
                EndpointPrivateAccess = true,
                EndpointPublicAccess = isPublic,
                PublicAccessCidrs = isPublic ? ListValue.Of(settings.PublicAccessCidrs) : null,
            },
            AccessConfig = new()
            {
                AuthenticationMode = "API",
                BootstrapClusterCreatorAdminPermissions = settings.AdminPrincipalArns.Count == 0,
            },
            EncryptionConfig = new() { Resources = ["secrets"], Provider = new() { KeyArn = key.Arn } },

            // Said in both modes, and the same three times: leaving a block out does not turn Auto Mode off.
            ComputeConfig = isAuto
                ? new() { Enabled = true, NodePools = ["general-purpose", "system"], NodeRoleArn = nodes.Role.Arn }
                : new() { Enabled = false },
            StorageConfig = new() { BlockStorage = new() { Enabled = isAuto } },
            KubernetesNetworkConfig = new() { ElasticLoadBalancing = new() { Enabled = isAuto } },

            // Removed before the permissions with which EKS cleans up, and before the log group, which EKS would otherwise make anew.
            DependsOn = [.. role.Permissions, .. nodes.Permissions, logs],

            // A change would make the whole cluster anew; who created it is settled by then.
            Lifecycle = new() { IgnoreChanges = ["access_config[0].bootstrap_cluster_creator_admin_permissions"] },
        };
    }

    private static AwsKmsKey SecretsKey(StackBuilder stack, ClusterSettings settings, ClusterRole role)
    {
        var key = stack.Add(new AwsKmsKey("secrets")
        {
            Description = $"Kubernetes Secrets of {settings.Scope.Namespace}",
            EnableKeyRotation = true,
            DeletionWindowInDays = 30,
        });
        stack.Add(new AwsKmsAlias("secrets") { Name = $"alias/{settings.Scope.Namespace}-secrets", TargetKeyId = key.KeyId });
        stack.Add(new AwsIamRolePolicy("cluster_secrets")
        {
            Name = "use-secrets-key",
            Role = role.Role.Name,
            Policy = AccessPolicy.Of(AccessPolicy.Allow(["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"], key.Arn)),
        });
        return key;
    }

    private static AwsCloudwatchLogGroup Logs(StackBuilder stack, ClusterSettings settings) =>
        stack.Add(new AwsCloudwatchLogGroup("control_plane")
        {
            Name = $"/aws/eks/{settings.Scope.Namespace}/cluster",
            RetentionInDays = settings.LogRetentionDays,
        });

    private static StackDefinition<ClusterOutputs> Outputs(StackBuilder stack, AwsEksCluster cluster)
    {
        var name = stack.Give("cluster_name", cluster.Name);
        var endpoint = stack.Give("endpoint", cluster.Endpoint);
        var authority = stack.Give("certificate_authority", cluster.CertificateAuthority[0].Data);
        var issuer = stack.Give("oidc_issuer", cluster.Identity[0].Oidc[0].Issuer);
        var group = stack.Give("security_group_id", cluster.VpcConfig.ClusterSecurityGroupId);
        return stack.Build(read => new ClusterOutputs(
            read.Read(name), read.Read(endpoint), read.Read(authority), read.Read(issuer), read.Read(group)));
    }
}
