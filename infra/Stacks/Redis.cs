using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>A Redis cache on ElastiCache: encrypted on disk and on the wire, and reached from inside the VPC only.</summary>
/// <remarks>
/// The provider has no write-only form of the token that clients log in with, so Terraform would keep it in its state. The stack makes the
/// cache without one and leaves changes of it alone: the token is to be set through ElastiCache's API once the cache is there
/// (<c>ModifyReplicationGroup</c> with <c>AuthToken</c> and the strategy <c>SET</c>).
/// </remarks>
public static class Redis
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "redis";

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">What the cache looks like.</param>
    /// <param name="network">The network it lives in.</param>
    /// <param name="dns">The zone with its names for people.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<RedisOutputs> Define(RedisSettings settings, Upstream<NetworkOutputs> network, Upstream<DnsOutputs> dns)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var subnetIds = stack.TakeList("cache_subnet_ids", "Where the cache lives.", network, outputs => outputs.CacheSubnetIds);
        var zone = FriendlyName.Zone(stack, dns);
        var name = $"{settings.Scope.Namespace}-redis";
        var group = DataAccess.FromVpc(stack, network, name, "Redis", settings.Choices.Port);
        var subnets = stack.Add(new AwsElasticacheSubnetGroup("main") { Name = name, SubnetIds = subnetIds });
        var parameters = stack.Add(new AwsElasticacheParameterGroup("main")
        {
            Name = $"{settings.Scope.Namespace}-{settings.Choices.Family.Replace('.', '-')}",
            Description = $"Redis of {settings.Scope.Namespace}",
            Family = settings.Choices.Family,
            Lifecycle = new() { CreateBeforeDestroy = true },
        });
        var cache = stack.Add(Cache(settings, subnets, parameters, group));
        FriendlyName.Add(stack, "primary", zone, settings.Host, cache.PrimaryEndpointAddress);
        FriendlyName.Add(stack, "cache", zone, settings.AliasHost, cache.PrimaryEndpointAddress);

        var id = stack.Give("replication_group_id", cache.Id);
        var primary = stack.Give("primary_endpoint", cache.PrimaryEndpointAddress);
        return stack.Build(read => new RedisOutputs(read.Read(id), read.Read(primary), settings.Choices.Port));
    }

    /// <summary>What other stacks are shown while the cache does not exist.</summary>
    /// <param name="settings">What the cache will look like.</param>
    /// <returns>Values of the right shape that name nothing.</returns>
    public static Upstream<RedisOutputs> Placeholders(RedisSettings settings) =>
        new(new(settings.Scope.Namespace, "redis.invalid", settings.Choices.Port), "ProvisionRedis");

    private static AwsElasticacheReplicationGroup Cache(
        RedisSettings settings, AwsElasticacheSubnetGroup subnets, AwsElasticacheParameterGroup parameters, AwsSecurityGroup group)
    {
        var canFailOver = settings.Choices.Nodes > 1;
        return new AwsElasticacheReplicationGroup("main")
        {
            ReplicationGroupId = settings.Scope.Namespace,
            Description = $"Redis of {settings.Scope.Namespace}",
            Engine = "redis",
            EngineVersion = settings.Choices.EngineVersion.Text,
            NodeType = settings.Choices.NodeType.Text,
            NumCacheClusters = settings.Choices.Nodes,
            AutomaticFailoverEnabled = canFailOver,
            MultiAzEnabled = canFailOver,
            Port = settings.Choices.Port,
            ParameterGroupName = parameters.Name,
            SubnetGroupName = subnets.Name,
            SecurityGroupIds = [group.Id],
            AtRestEncryptionEnabled = "true",
            TransitEncryptionEnabled = true,
            Lifecycle = new() { IgnoreChanges = ["auth_token", "auth_token_update_strategy"] },
        };
    }
}
