using System.Net.Http.Headers;

namespace TutorPipeline.Tutor.Registry;

/// <summary>
/// How a registry wants to be logged in to (https://distribution.github.io/distribution/spec/auth/token/): <c>Basic</c>, or <c>Bearer</c>
/// with the address that gives tokens.
/// </summary>
/// <param name="Scheme">The scheme, such as <c>Bearer</c>.</param>
/// <param name="Parameters">Its parameters, such as <c>realm</c>, <c>service</c> and <c>scope</c>.</param>
internal sealed record Challenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The first challenge that can be met; null when there is none.</summary>
    public static Challenge? Of(HttpResponseMessage response)
    {
        foreach (var header in response.Headers.WwwAuthenticate)
        {
            if (Is(header, "Bearer") || Is(header, "Basic"))
            {
                return new Challenge(header.Scheme, Read(header.Parameter ?? string.Empty));
            }
        }

        return null;
    }

    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a token is asked for; null without a proper realm.</summary>
    /// <param name="scope">What the token is for, unless the registry names it.</param>
    public Uri? TokenAddress(string scope)
    {
        if (!Uri.TryCreate(Parameters.GetValueOrDefault("realm"), UriKind.Absolute, out var realm))
        {
            return null;
        }

        var service = Parameters.TryGetValue("service", out var named) ? $"service={Uri.EscapeDataString(named)}&" : string.Empty;
        var separator = realm.Query.Length == 0 ? '?' : '&';
        return new Uri($"{realm}{separator}{service}scope={Uri.EscapeDataString(Parameters.GetValueOrDefault("scope") ?? scope)}");
    }

    private static bool Is(AuthenticationHeaderValue header, string scheme) =>
        header.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    // name="value" pairs between commas; a quoted value may hold commas itself, as scopes do.
    private static Dictionary<string, string> Read(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < text.Length;)
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                break;
            }

            var name = text[at..equals].Trim(' ', ',');
            var isQuoted = equals + 1 < text.Length && text[equals + 1] == '"';
            var start = isQuoted ? equals + 2 : equals + 1;
            var end = start > text.Length ? -1 : text.IndexOf(isQuoted ? '"' : ',', start);
            end = end < 0 ? text.Length : end;
            parameters[name] = text[Math.Min(start, end)..end];
            at = end + 1;
        }

        return parameters;
    }
}
