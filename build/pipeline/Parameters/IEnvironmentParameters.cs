namespace TutorPipeline.Parameters;

/// <summary>All parameters of an environment. Flat: each is one option, one variable and one key.</summary>
public interface IEnvironmentParameters : IPlatformParameters, INetworkParameters, IClusterParameters, IMySqlParameters, IMongoDbParameters,
    IRedisParameters, IInfrastructureParameters, IImageParameters, ISourceParameters, IImageBuildParameters, IRegistryParameters, IPlatformServiceParameters,
    IDeployParameters;
