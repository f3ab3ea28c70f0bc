namespace TutorPipeline.Components;

/// <summary>Tutor's init tasks: migrations, theme, administrator.</summary>
public interface IInitializePlatform : IHaveStages
{
    /// <summary>Runs Tutor's init tasks, sets the theme and creates the administrator once.</summary>
    Target InitializePlatform => _ => _
        .Description("Runs Tutor's init tasks, sets the theme and creates the administrator once")
        .DependsOn<IApplyManifests>(x => x.ApplyManifests)
        .Carries(() => Stages.Deploy.InitializePlatform());
}
