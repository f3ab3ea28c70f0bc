namespace TutorPipeline.Components;

/// <summary>The end of an environment.</summary>
public interface IDestroy : IHaveStages
{
    /// <summary>Deletes every stack in reverse order; keeps the backups.</summary>
    [RequiresNamedEnvironment]
    Target Destroy => _ => _
        .Description("Deletes every stack in reverse order; keeps the backup bucket and its key")
        .Carries(() => Stages.Repository(nameof(Destroy)));
}
