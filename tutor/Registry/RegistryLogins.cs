using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Registry;

/// <summary>Answers the challenges of registries, and keeps each answer for the next request to the same repository.</summary>
internal sealed class RegistryLogins(HttpClient http, Func<CancellationToken, Task<RegistryLogin?>> login)
{
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> known = new(StringComparer.Ordinal);

    /// <summary>What was accepted before; null when nothing was asked for.</summary>
    public AuthenticationHeaderValue? Known(RegistryAddress address, string actions) => known.GetValueOrDefault(Key(address, actions));

    /// <summary>Makes a new answer.</summary>
    /// <param name="challenge">What the registry asked for.</param>
    /// <param name="address">Which repository it is for.</param>
    /// <param name="actions"><c>pull</c>, or with commas what else will be done.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The answer; null when there is no login to make it from.</returns>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(
        Challenge challenge, RegistryAddress address, string actions, CancellationToken cancellationToken)
    {
        var basic = Basic(await login(cancellationToken));
        var answer = challenge.IsBearer ? await TokenAsync(challenge, address, actions, basic, cancellationToken) : basic;
        if (answer is not null)
        {
            known[Key(address, actions)] = answer;
        }

        return answer;
    }

    private static AuthenticationHeaderValue? Basic(RegistryLogin? login) => login is null
        ? null
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Password.Reveal()}")));

    private static string Key(RegistryAddress address, string actions) => $"{address.Base}{address.Repository}:{actions}";

    private async Task<AuthenticationHeaderValue?> TokenAsync(
        Challenge challenge, RegistryAddress address, string actions, AuthenticationHeaderValue? basic, CancellationToken cancellationToken)
    {
        // A password leaves an encrypted connection only for another one.
        if (challenge.TokenAddress($"repository:{address.Repository}:{actions}") is not { } realm || realm.Scheme != address.Base.Scheme
            && realm.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, realm) { Headers = { Authorization = basic } };
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        var token = Text(answer.RootElement, "token") ?? Text(answer.RootElement, "access_token");
        return token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
