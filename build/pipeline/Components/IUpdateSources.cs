namespace TutorPipeline.Components;

/// <summary>The committed record of which commits branches and tags stand for.</summary>
public interface IUpdateSources : IHaveStages
{
    /// <summary>Writes tutor/sources.lock.json anew.</summary>
    Target UpdateSources => _ => _
        .Description("Writes tutor/sources.lock.json anew, with the commits that branches and tags stand for now")
        .Carries(() => Stages.Images.UpdateSources());
}
