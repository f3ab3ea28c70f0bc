namespace TutorPipeline.Components;

/// <summary>The manifests as they will be applied.</summary>
public interface IRenderManifests : IHaveStages
{
    /// <summary>Renders the manifests and shows how they differ from the cluster.</summary>
    Target RenderManifests => _ => _
        .Description("Renders the manifests and shows how they differ from the cluster")
        .DependsOn<IConfigurePlatform>(x => x.ConfigurePlatform)
        .Carries(() => Stages.Deploy.RenderManifests());
}
