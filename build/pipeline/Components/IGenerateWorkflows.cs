namespace TutorPipeline.Components;

/// <summary>The GitHub Actions workflows, made from this graph.</summary>
public interface IGenerateWorkflows : IHaveStages
{
    /// <summary>Writes the GitHub Actions workflows from the targets.</summary>
    Target GenerateWorkflows => _ => _
        .Description("Writes the GitHub Actions workflows from the targets")
        .Carries(() => Stages.Repository(nameof(GenerateWorkflows)));
}
