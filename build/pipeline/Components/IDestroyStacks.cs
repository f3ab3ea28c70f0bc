using TutorPipeline.Parameters;

namespace TutorPipeline.Components;

/// <summary>The ends of the stacks, in an order that is the reverse of how they were made.</summary>
public interface IDestroyStacks : IHaveStages, IInfrastructureParameters
{
    /// <summary>Asks for the environment's name, and refuses while another environment lives in it.</summary>
    [RequiresNamedEnvironment]
    Target ConfirmDestroy => _ => _
        .Description("Asks for the name of the environment that is to be deleted")
        .DependsOn<IPrepareState>(x => x.PrepareState)
        .Unlisted()
        .Carries(() => Stages.ConfirmDestroy(Confirm, RootDirectory));

    /// <summary>Deletes the environment's namespace and waits for what the cluster made for it in AWS.</summary>
    [RequiresNamedEnvironment]
    Target RemoveWorkloads => _ => _
        .Description("Deletes the environment's namespace and waits until its load balancers and volumes are gone")
        .DependsOn(ConfirmDestroy)
        .Carries(() => Stages.RemoveWorkloads());

    /// <summary>Deletes the bastion host and its name.</summary>
    [RequiresNamedEnvironment]
    Target DestroyBastion => _ => _
        .Description("Deletes the bastion host and its name")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads)
        .Carries(() => Stages.Destroy("bastion"));

    /// <summary>Deletes the SES identity and its records.</summary>
    [RequiresNamedEnvironment]
    Target DestroyMail => _ => _
        .Description("Deletes the SES identity and its records")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads)
        .Carries(() => Stages.Destroy("mail"));

    /// <summary>Deletes the roles of pods and of GitHub Actions.</summary>
    [RequiresNamedEnvironment]
    Target DestroyIdentity => _ => _
        .Description("Deletes the roles of pods and of GitHub Actions")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads)
        .Carries(() => Stages.Destroy("identity"));

    /// <summary>Deletes the CloudFront distribution and its name.</summary>
    [RequiresNamedEnvironment]
    Target DestroyCdn => _ => _
        .Description("Deletes the CloudFront distribution and its name")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads)
        .Carries(() => Stages.Destroy("cdn"));

    /// <summary>Deletes the media and private buckets; keeps the backup bucket and its key.</summary>
    [RequiresNamedEnvironment]
    Target DestroyStorage => _ => _
        .Description("Deletes the media and private buckets; keeps the backup bucket and its key")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads, DestroyCdn, DestroyIdentity)
        .Carries(() => Stages.Destroy("storage"));

    /// <summary>Deletes the ElastiCache replication group.</summary>
    [RequiresNamedEnvironment]
    Target DestroyRedis => _ => _
        .Description("Deletes the ElastiCache replication group")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads)
        .Carries(() => Stages.Destroy("redis"));

    /// <summary>Deletes the DocumentDB cluster, after a last snapshot.</summary>
    [RequiresNamedEnvironment]
    Target DestroyMongoDb => _ => _
        .Description("Deletes the DocumentDB cluster, after a last snapshot")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads)
        .Carries(() => Stages.Destroy("mongodb"));

    /// <summary>Deletes the RDS server, after a last snapshot.</summary>
    [RequiresNamedEnvironment]
    Target DestroyMySql => _ => _
        .Description("Deletes the RDS server, after a last snapshot")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads)
        .Carries(() => Stages.Destroy("mysql"));

    /// <summary>Deletes the hosted zone, its delegation and certificates.</summary>
    [RequiresNamedEnvironment]
    Target DestroyDns => _ => _
        .Description("Deletes the hosted zone, its delegation and certificates")
        .DependsOn(ConfirmDestroy)
        .After(DestroyBastion, DestroyMail, DestroyCdn, DestroyRedis, DestroyMongoDb, DestroyMySql)
        .Carries(() => Stages.Destroy("dns"));

    /// <summary>Deletes the EKS cluster and what it left behind in AWS.</summary>
    [RequiresNamedEnvironment]
    Target DestroyCluster => _ => _
        .Description("Deletes the EKS cluster and what it left behind in AWS")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads, DestroyIdentity, DestroyRedis, DestroyMongoDb, DestroyMySql)
        .Carries(() => Stages.Destroy("cluster"));

    /// <summary>Deletes the ECR repositories and their images.</summary>
    [RequiresNamedEnvironment]
    Target DestroyRegistry => _ => _
        .Description("Deletes the ECR repositories and their images")
        .DependsOn(ConfirmDestroy)
        .After(RemoveWorkloads, DestroyIdentity)
        .Carries(() => Stages.Destroy("registry"));

    /// <summary>Deletes the VPC.</summary>
    [RequiresNamedEnvironment]
    Target DestroyNetwork => _ => _
        .Description("Deletes the VPC")
        .DependsOn(ConfirmDestroy)
        .After(DestroyCluster, DestroyRedis, DestroyMongoDb, DestroyMySql, DestroyBastion, DestroyDns)
        .Carries(() => Stages.Destroy("network"));
}
