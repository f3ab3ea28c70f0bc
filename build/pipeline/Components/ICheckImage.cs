namespace TutorPipeline.Components;

/// <summary>What must be true of an image before it is pushed.</summary>
public interface ICheckImage : IHaveStages
{
    /// <summary>Checks themes, plugins, size and the absence of secrets in the built images.</summary>
    Target CheckImage => _ => _
        .Description("Checks themes, plugins, size and the absence of secrets in the built images")
        .DependsOn<IBuildImage>(x => x.BuildImage)
        .Carries(() => Stages.Images.CheckImage());
}
