using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What the CDN looks like.</summary>
/// <param name="Scope">Where it lives.</param>
/// <param name="Host">The name by which browsers ask it, such as <c>cdn.courses.yourschool.edu</c>.</param>
/// <param name="Hosts">The platform's hosts, whose pages use what the CDN serves.</param>
public sealed record CdnSettings(StackScope Scope, string Host, IReadOnlyList<string> Hosts)
{
    /// <summary>Takes the settings from an environment; every environment has a CDN of its own.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static CdnSettings From(PlatformEnvironment environment) => new(
        PlatformScope.Own(environment), environment.Names.CdnHost.Text, StorageSettings.From(environment).Hosts);
}
