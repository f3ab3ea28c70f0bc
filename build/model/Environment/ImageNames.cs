using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>
/// The names of an environment's images, without tag. An additional environment whose repositories have no prefix gets its own name as one,
/// because its parent has the plain names.
/// </summary>
public sealed class ImageNames
{
    private readonly string registry;

    internal ImageNames(PlatformEnvironment environment)
    {
        registry = environment.Registry.Host?.Text ?? environment.Names.RegistryHost;
        Prefix = environment.Registry.RepositoryPrefix.Length == 0 && environment.Names.IsAdditional
            ? $"{environment.Identity.Name}/"
            : environment.Registry.RepositoryPrefix;
    }

    /// <summary>What stands before every repository's name, with its slash; empty for nothing.</summary>
    public string Prefix { get; }

    /// <summary>LMS and Studio: <c>123456789012.dkr.ecr.us-east-1.amazonaws.com/openedx</c>.</summary>
    public ImageReference OpenEdx => Of("openedx");

    /// <summary>The micro-frontends.</summary>
    public ImageReference Mfe => Of("openedx-mfe");

    /// <summary>The backup program.</summary>
    public ImageReference Backup => Of("backup");

    /// <summary>The build cache, the only repository whose tags may move.</summary>
    public ImageReference Cache => Of("openedx-cache");

    private ImageReference Of(string name) => ImageReference.Parse($"{registry}/{Prefix}{name}", null);
}
