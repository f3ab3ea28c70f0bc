using TutorPipeline.Parameters;

namespace TutorPipeline.Components;

/// <summary>The platform as its learners see it.</summary>
public interface ICheckPlatform : IHaveStages, ICheckParameters
{
    /// <summary>Checks heartbeats inside and outside, login, styles, CDN, micro-frontends and certificates.</summary>
    Target CheckPlatform => _ => _
        .Description("Checks heartbeats inside and outside, login, styles, CDN, micro-frontends and certificates")
        .After<IPointDns>(x => x.PointDns)
        .Carries(() => Stages.Platform(this));
}
