namespace TutorPipeline.Components;

/// <summary>The questionnaire.</summary>
public interface IInit : IHaveStages
{
    /// <summary>Asks for the platform's parameters and writes them to .nuke.</summary>
    Target Init => _ => _
        .Description("Asks for the platform's parameters and writes them to .nuke")
        .Carries(() => Stages.Repository(nameof(Init)));
}
