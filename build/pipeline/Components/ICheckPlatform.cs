namespace TutorPipeline.Components;

/// <summary>The platform as its learners see it.</summary>
public interface ICheckPlatform : IHaveStages
{
    /// <summary>Checks heartbeat, login, static assets and certificates from outside.</summary>
    Target CheckPlatform => _ => _
        .Description("Checks heartbeat, login, static assets and certificates from outside")
        .After<IPointDns>(x => x.PointDns)
        .Carries(() => Stages.Deploy(nameof(CheckPlatform)));
}
