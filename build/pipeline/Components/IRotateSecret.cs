namespace TutorPipeline.Components;

/// <summary>A new value for a secret.</summary>
public interface IRotateSecret : IHaveStages
{
    /// <summary>Makes a new value of one secret and restarts what reads it: server, user, settings and pods follow in the targets behind it.</summary>
    Target RotateSecret => _ => _
        .Description("Makes a new value of one secret and restarts what reads it")
        .Before<ISyncSecrets>(x => x.SyncSecrets)
        .Triggers<IInitializePlatform>(x => x.InitializePlatform)
        .Carries(() => Stages.Deploy.RotateSecret());
}
