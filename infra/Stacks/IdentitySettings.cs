using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Who gets a role.</summary>
/// <param name="Scope">Where the roles live; the namespace is also that of the pods.</param>
/// <param name="Environment">The environment's name, such as <c>prod</c>: the GitHub environment of its deploys.</param>
/// <param name="GitHub">The repository whose workflows take on roles.</param>
/// <param name="Repositories">The names of the image repositories.</param>
/// <param name="StateBucket">The bucket of Terraform's states.</param>
public sealed record IdentitySettings(
    StackScope Scope, string Environment, GitHubChoices GitHub, IReadOnlyList<string> Repositories, string StateBucket)
{
    /// <summary>The domain in whose name pods send mail through SES; null when they use an SMTP server. Default null.</summary>
    public string? MailDomain { get; init; }

    /// <summary>The branch from which images are built. Default <c>main</c>.</summary>
    public string Branch { get; init; } = "main";

    /// <summary>Takes the settings from an environment; additional ones have roles of their own in the shared cluster.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static IdentitySettings From(PlatformEnvironment environment) => new(
        PlatformScope.Own(environment),
        environment.Identity.Name.Text,
        environment.GitHub,
        [.. RepositoriesOf(environment)],
        environment.Names.StateBucket)
    {
        MailDomain = environment.Mail.Mode == MailMode.Ses ? environment.Names.Domain.Text : null,
    };

    private static IEnumerable<string> RepositoriesOf(PlatformEnvironment environment)
    {
        var registry = Registry.Expected(RegistrySettings.From(environment));
        string[] urls =
            [registry.OpenEdxRepositoryUrl, registry.MfeRepositoryUrl, registry.BackupRepositoryUrl, registry.CacheRepositoryUrl];
        return urls.Select(url => url[(url.IndexOf('/', StringComparison.Ordinal) + 1)..]);
    }
}
