using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>Under which names a platform answers.</summary>
/// <param name="Lms">The LMS.</param>
/// <param name="Studio">Studio.</param>
/// <param name="Apps">The micro-frontends; null where there are none.</param>
/// <param name="Cdn">The CDN of media.</param>
public sealed record PlatformHosts(string Lms, string Studio, string? Apps, string Cdn)
{
    /// <summary>The hosts of an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="hasApps">Whether it has micro-frontends.</param>
    /// <returns>The hosts.</returns>
    public static PlatformHosts Of(PlatformEnvironment environment, bool hasApps)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var names = environment.Names;
        return new PlatformHosts(names.LmsHost.Text, names.StudioHost.Text, hasApps ? names.AppsHost.Text : null, names.CdnHost.Text);
    }
}
