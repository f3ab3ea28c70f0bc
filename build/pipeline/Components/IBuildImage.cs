namespace TutorPipeline.Components;

/// <summary>The Open edX image.</summary>
public interface IBuildImage : IHaveStages
{
    /// <summary>Builds the openedx and mfe images, unless the registry already has them.</summary>
    Target BuildImage => _ => _
        .Description("Builds the openedx and mfe images, unless the registry already has them")
        .DependsOn<IConfigureImage>(x => x.ConfigureImage)
        .Carries(() => Stages.Images.BuildImage());
}
