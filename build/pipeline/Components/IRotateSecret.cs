namespace TutorPipeline.Components;

/// <summary>A new value for a secret.</summary>
public interface IRotateSecret : IHaveStages
{
    /// <summary>Makes a new value of one secret and restarts what reads it.</summary>
    Target RotateSecret => _ => _
        .Description("Makes a new value of one secret and restarts what reads it")
        .Carries(() => Stages.Platform(nameof(RotateSecret)));
}
