namespace TutorPipeline.Components;

/// <summary>The platform as its learners see it.</summary>
public interface ICheckPlatform : IHaveStages
{
    /// <summary>Checks heartbeats, login, styles, CDN, micro-frontends and certificates from outside.</summary>
    Target CheckPlatform => _ => _
        .Description("Checks heartbeats, login, styles, CDN, micro-frontends and certificates from outside")
        .After<IPointDns>(x => x.PointDns)
        .Carries(() => Stages.Platform());
}
