using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Which zones an environment has.</summary>
/// <param name="Scope">Where it lives and what its names start with.</param>
/// <param name="Domain">The environment's domain, such as <c>courses.yourschool.edu</c>.</param>
/// <param name="ParentDomain">The domain in whose hosted zone it is delegated, such as <c>yourschool.edu</c>.</param>
public sealed record DnsSettings(StackScope Scope, string Domain, string ParentDomain)
{
    /// <summary>
    /// Labels below the domain that get a zone of their own. Default none. An additional environment makes its own zone, so its label does
    /// not belong here.
    /// </summary>
    public IReadOnlyList<string> Subdomains { get; init; } = [];

    /// <summary>Whether a zone may be removed although others put records into it. Default no.</summary>
    public bool ForceDestroy { get; init; }

    /// <summary>
    /// Takes the settings from an environment. An additional one is delegated from its parent's zone and has no further zones.
    /// </summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static DnsSettings From(PlatformEnvironment environment) => new(
        PlatformScope.Own(environment),
        environment.Names.Domain.Text,
        environment.Names.IsAdditional ? environment.Names.ParentDomain.Text : environment.Identity.RootDomain.Text)
    {
        Subdomains = environment.Names.IsAdditional ? [] : [.. environment.Identity.Subdomains.Select(label => label.Text)],
    };
}
