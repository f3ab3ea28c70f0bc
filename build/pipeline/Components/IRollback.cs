namespace TutorPipeline.Components;

/// <summary>The way back to a release.</summary>
public interface IRollback : IHaveStages
{
    /// <summary>Applies an earlier release again and waits for it.</summary>
    Target Rollback => _ => _
        .Description("Applies an earlier release again and waits for it")
        .Carries(() => Stages.Deploy.Rollback());
}
