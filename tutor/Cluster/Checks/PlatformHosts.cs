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

/// <summary>What one check came to.</summary>
/// <param name="Check">The check, such as <c>heartbeat of courses.yourschool.edu</c>.</param>
/// <param name="Expected">What it should find.</param>
/// <param name="Found">What it found; for a check that was met, the same in short.</param>
/// <param name="IsMet">Whether they agree.</param>
public sealed record Finding(string Check, string Expected, string Found, bool IsMet)
{
    /// <summary>The finding as one line.</summary>
    /// <returns>Check, and what was found.</returns>
    public override string ToString() => IsMet ? $"{Check}: {Found}" : $"{Check}: expected {Expected}, found {Found}";
}
