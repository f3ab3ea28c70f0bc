namespace TutorPipeline.Components;

/// <summary>What comes before the first stack.</summary>
public interface IPrepareState : IHaveStages
{
    /// <summary>Checks the AWS credentials and makes the place of the states.</summary>
    Target PrepareState => _ => _
        .Description("Checks the AWS credentials and makes the bucket of Terraform's states on first use")
        .Carries(() => Stages.State());
}
