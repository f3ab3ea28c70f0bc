namespace TutorPipeline.Components;

/// <summary>The registry stack: the ECR repositories.</summary>
public interface IProvisionRegistry : IHaveStages
{
    /// <summary>Creates or updates the ECR repositories of the images and of the build cache.</summary>
    Target ProvisionRegistry => _ => _
        .Description("Creates or updates the ECR repositories of the images and of the build cache")
        .DependsOn<IPrepareState>(x => x.PrepareState)
        .Carries(() => Stages.Stack("registry"));
}
