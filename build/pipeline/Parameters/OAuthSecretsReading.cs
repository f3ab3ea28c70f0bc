using TutorPipeline.Model;

namespace TutorPipeline.Parameters;

/// <summary>Reads the client secrets of identity providers.</summary>
internal static class OAuthSecretsReading
{
    /// <summary>Reads pairs such as <c>google-oauth2=SECRET</c>, separated by white space.</summary>
    /// <param name="given">The parameter; null for none.</param>
    /// <returns>The secrets by the names of their backends.</returns>
    /// <exception cref="OAuthSecretsException">Something is no such pair, or a backend is named twice.</exception>
    public static IReadOnlyDictionary<string, Secret> Of(Secret? given)
    {
        var secrets = new SortedDictionary<string, Secret>(StringComparer.Ordinal);
        var pairs = given?.Reveal().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        for (var i = 0; i < pairs.Length; i++)
        {
            var (backend, secret) = pairs[i].Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } value] ? (name, value)
                : throw new OAuthSecretsException($"its part {i + 1} of {pairs.Length} is no pair");
            if (!secrets.TryAdd(backend, new Secret(secret)))
            {
                throw new OAuthSecretsException($"it names {backend} twice");
            }
        }

        return secrets;
    }
}

/// <summary>The client secrets of identity providers cannot be read; the message has none of them.</summary>
/// <param name="why">What is wrong.</param>
public sealed class OAuthSecretsException(string why) : PipelineException(
    $"OAuthSecrets cannot be read: {why}. Set NUKE_OAUTH_SECRETS to pairs of a backend and its secret, separated by spaces: "
    + "google-oauth2=SECRET azuread-oauth2=SECRET.");
