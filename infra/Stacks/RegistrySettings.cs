using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What the image registry looks like.</summary>
/// <param name="Scope">Where it lives and what its names start with.</param>
public sealed record RegistrySettings(StackScope Scope)
{
    /// <summary>
    /// What stands before every repository's name, with its slash: <c>dev/</c> makes <c>dev/openedx</c>. Default nothing, because
    /// repositories belong to
    /// the account and the reference's is plain <c>openedx</c>; a second platform in the account needs one.
    /// </summary>
    public string RepositoryPrefix { get; init; } = string.Empty;

    /// <summary>How many images of a repository are kept, at least 1. Default 50.</summary>
    public int KeptImages { get; init; } = 50;

    /// <summary>After how many days an image without a tag goes, at least 1. Default 7.</summary>
    public int UntaggedDays { get; init; } = 7;

    /// <summary>
    /// Whether images are encrypted with a KMS key of their own instead of the registry's AES-256. Default no; a change makes repositories
    /// anew.
    /// </summary>
    public bool OwnKey { get; init; }

    /// <summary>Whether a repository may be removed although images are in it. Default no.</summary>
    public bool ForceDelete { get; init; }

    /// <summary>
    /// Takes the settings from an environment. An additional one without a prefix gets its name as one, because its parent has the plain
    /// names.
    /// </summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static RegistrySettings From(PlatformEnvironment environment) => new(PlatformScope.Own(environment))
    {
        RepositoryPrefix = environment.Registry.RepositoryPrefix.Length == 0 && environment.Names.IsAdditional
            ? $"{environment.Identity.Name}/"
            : environment.Registry.RepositoryPrefix,
        KeptImages = environment.Registry.KeptImages,
    };
}
