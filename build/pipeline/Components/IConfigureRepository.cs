namespace TutorPipeline.Components;

/// <summary>The GitHub repository's own settings.</summary>
public interface IConfigureRepository : IHaveStages
{
    /// <summary>Creates the GitHub environments, variables, secrets and branch protection.</summary>
    Target ConfigureRepository => _ => _
        .Description("Creates the GitHub environments, variables, secrets and branch protection")
        .Carries(() => Stages.Repository(nameof(ConfigureRepository)));
}
