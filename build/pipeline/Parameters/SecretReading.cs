using TutorPipeline.Model;

namespace TutorPipeline.Parameters;

/// <summary>The secrets that a run was given.</summary>
internal static class SecretReading
{
    /// <summary>Every secret that is set.</summary>
    /// <param name="p">The parameters.</param>
    /// <returns>The secrets by the names of their parameters.</returns>
    public static IReadOnlyDictionary<string, Secret> Of(IEnvironmentParameters p)
    {
        var secrets = new Dictionary<string, Secret>();
        foreach (var (name, secret) in All(p))
        {
            if (secret is not null)
            {
                secrets.Add(name, secret);
            }
        }

        return secrets;
    }

    // Written down, because looking for attributes costs every start; a test compares the list with the attributes.
    internal static IEnumerable<(string Name, Secret? Secret)> All(IEnvironmentParameters p) =>
    [
        (nameof(p.SourceToken), p.SourceToken),
        (nameof(p.RegistryPassword), p.RegistryPassword),
        (nameof(p.SmtpUsername), p.SmtpUsername),
        (nameof(p.SmtpPassword), p.SmtpPassword),
        (nameof(p.GitHubToken), p.GitHubToken),
        (nameof(p.FacebookAppId), p.FacebookAppId),
        (nameof(p.FacebookAppSecret), p.FacebookAppSecret),
        (nameof(p.OAuthSecrets), p.OAuthSecrets),
    ];
}
