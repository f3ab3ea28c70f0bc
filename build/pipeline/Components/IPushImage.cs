namespace TutorPipeline.Components;

/// <summary>The way of an image into ECR.</summary>
public interface IPushImage : IHaveStages
{
    /// <summary>Pushes the checked images to ECR and records their digests.</summary>
    Target PushImage => _ => _
        .Description("Pushes the checked images to ECR and records their digests")
        .DependsOn<ICheckImage>(x => x.CheckImage)
        .DependsOn<IProvisionRegistry>(x => x.ProvisionRegistry)
        .Carries(() => Stages.Images.PushImage());
}
