namespace TutorPipeline.Components;

/// <summary>The CDN stack: CloudFront before the media bucket.</summary>
public interface IProvisionCdn : IHaveStages
{
    /// <summary>Creates or updates the CloudFront distribution and its name.</summary>
    Target ProvisionCdn => _ => _
        .Description("Creates or updates the CloudFront distribution and its name")
        .DependsOn<IProvisionStorage>(x => x.ProvisionStorage)
        .Carries(() => Stages.Cdn());
}
