namespace TutorPipeline.Components;

/// <summary>Tutor's configuration of the image build: from parameters and sources alone.</summary>
public interface IConfigureImage : IHaveStages
{
    /// <summary>Renders Tutor's build folder from parameters and sources alone.</summary>
    Target ConfigureImage => _ => _
        .Description("Renders Tutor's build folder from parameters and sources alone")
        .DependsOn<IResolveSources>(x => x.ResolveSources)
        .Carries(() => Stages.Images.ConfigureImage());
}
