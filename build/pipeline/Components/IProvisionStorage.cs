namespace TutorPipeline.Components;

/// <summary>The storage stack: the buckets of media, private files and backups.</summary>
public interface IProvisionStorage : IHaveStages
{
    /// <summary>Creates or updates the media, private and backup buckets.</summary>
    Target ProvisionStorage => _ => _
        .Description("Creates or updates the media, private and backup buckets")
        .DependsOn<IProvisionDns>(x => x.ProvisionDns)
        .Carries(() => Stages.Storage());
}
