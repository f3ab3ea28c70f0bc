namespace TutorPipeline.Components;

/// <summary>The end of an environment.</summary>
public interface IDestroy : IDestroyStacks
{
    /// <summary>Deletes every stack in reverse order; keeps the backups.</summary>
    [RequiresNamedEnvironment]
    Target Destroy => _ => _
        .Description("Deletes every stack in reverse order; keeps the backup bucket and its key")
        .DependsOn(RemoveWorkloads, DestroyBastion, DestroyMail, DestroyIdentity, DestroyCdn, DestroyStorage, DestroyRedis, DestroyMongoDb)
        .DependsOn(DestroyMySql, DestroyDns, DestroyCluster, DestroyRegistry, DestroyNetwork);
}
