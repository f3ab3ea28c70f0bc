namespace TutorPipeline.Components;

/// <summary>The whole back end in AWS.</summary>
public interface IProvision : IPrepareState, IProvisionNetwork, IProvisionCluster, IProvisionRegistry, IProvisionDns, IProvisionMySql, IProvisionMongoDb,
    IProvisionRedis, IProvisionStorage, IProvisionCdn, IProvisionIdentity, IProvisionMail, IProvisionBastion
{
    /// <summary>Creates or updates every stack, in parallel where the graph allows.</summary>
    Target Provision => _ => _
        .Description("Creates or updates every stack, in parallel where the graph allows")
        .DependsOn(ProvisionNetwork, ProvisionCluster, ProvisionRegistry, ProvisionDns, ProvisionMySql, ProvisionMongoDb, ProvisionRedis)
        .DependsOn(ProvisionStorage, ProvisionCdn, ProvisionIdentity, ProvisionMail, ProvisionBastion);
}
