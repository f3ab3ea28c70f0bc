namespace TutorPipeline.Components;

/// <summary>Theme, plugin and XBlock repositories, down to the commit.</summary>
public interface IResolveSources : IHaveStages
{
    /// <summary>Resolves the branches and tags of themes, plugins and XBlocks to commits.</summary>
    Target ResolveSources => _ => _
        .Description("Resolves the branches and tags of themes, plugins and XBlocks to commits")
        .Carries(() => Stages.Images.ResolveSources());
}
