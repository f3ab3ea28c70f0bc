using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>Redis on ElastiCache.</summary>
public interface IRedisParameters : INukeBuild
{
    /// <summary>The engine's version.</summary>
    [Parameter("Redis version on ElastiCache")]
    EngineVersion RedisEngineVersion => TryGetValue(() => RedisEngineVersion) ?? EngineVersion.Parse("7.1", null);

    /// <summary>The nodes' type.</summary>
    [Parameter("ElastiCache type of each node (cache.t4g.small: 2 vCPU, 1.37 GiB); scaled by hand")]
    CacheNodeType RedisNodeType => TryGetValue(() => RedisNodeType) ?? CacheNodeType.Parse("cache.t4g.small", null);

    /// <summary>The number of nodes.</summary>
    [Parameter("Nodes of Redis, 1 to 6; two or more fail over")]
    int RedisNodes => TryGetValue<int?>(() => RedisNodes) ?? 1;

    /// <summary>The port.</summary>
    [Parameter("TCP port of Redis, 1024 to 65535")]
    int RedisPort => TryGetValue<int?>(() => RedisPort) ?? 6379;
}
