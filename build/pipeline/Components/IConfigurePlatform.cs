namespace TutorPipeline.Components;

/// <summary>Tutor's configuration of the running platform: from outputs and secrets.</summary>
public interface IConfigurePlatform : IHaveStages
{
    /// <summary>Renders Tutor's run-time configuration from outputs, secrets and settings.</summary>
    Target ConfigurePlatform => _ => _
        .Description("Renders Tutor's run-time configuration from outputs, secrets and settings")
        .DependsOn<IProvisionMySql>(x => x.ProvisionMySql)
        .DependsOn<IProvisionMongoDb>(x => x.ProvisionMongoDb)
        .DependsOn<IProvisionRedis>(x => x.ProvisionRedis)
        .DependsOn<IProvisionCdn>(x => x.ProvisionCdn)
        .DependsOn<IProvisionIdentity>(x => x.ProvisionIdentity)
        .DependsOn<IProvisionMail>(x => x.ProvisionMail)
        .DependsOn<IPushImage>(x => x.PushImage)
        .Carries(() => Stages.Deploy.ConfigurePlatform());
}
