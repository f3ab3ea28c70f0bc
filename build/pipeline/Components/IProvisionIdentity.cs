namespace TutorPipeline.Components;

/// <summary>The identity stack: roles for the platform's pods and for GitHub Actions.</summary>
public interface IProvisionIdentity : IHaveStages
{
    /// <summary>Creates or updates the Pod Identity roles and the GitHub OIDC roles.</summary>
    Target ProvisionIdentity => _ => _
        .Description("Creates or updates the Pod Identity roles and the GitHub OIDC roles")
        .DependsOn<IProvisionCluster>(x => x.ProvisionCluster)
        .DependsOn<IProvisionStorage>(x => x.ProvisionStorage)
        .DependsOn<IProvisionRegistry>(x => x.ProvisionRegistry)
        .Carries(() => Stages.Identity());
}
