using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Authorization;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>Who may ask: the bearer of the server's token, or of an EKS token for the cluster that was named.</summary>
internal sealed class Access(string? token, string? eksCluster, User? bearerOfEks = null)
{
    private const string EksPrefix = "k8s-aws-v1.";

    private readonly Dictionary<string, User> others = [];

    /// <summary>Whether the server is to look like one of EKS.</summary>
    public bool IsEks => eksCluster is not null;

    /// <summary>Gives somebody else a token: <c>{"token":"…","user":"…","groups":["…"]}</c>.</summary>
    public JsonObject Add(JsonNode? body)
    {
        var (given, user) = ((string?)body?["token"], (string?)body?["user"]);
        if (given is null || user is null)
        {
            throw ApiException.BadRequest("a user is {\"token\":\"…\",\"user\":\"…\",\"groups\":[\"…\"]}");
        }

        lock (others)
        {
            string[] groups = [.. (body!["groups"] as JsonArray ?? []).Select(g => (string)g!), "system:authenticated"];
            others[given] = new User(user, groups);
            return new JsonObject { ["users"] = new JsonArray([.. others.Values.Select(o => JsonValue.Create(o.Name))]) };
        }
    }

    /// <summary>Who asks.</summary>
    /// <exception cref="ApiException">401: there is no token, or it is not one of ours.</exception>
    public User Check(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var given = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..].Trim() : "";
        lock (others)
        {
            if (others.TryGetValue(given, out var other))
            {
                return other;
            }
        }

        if (token is not null && given != token && !IsEksToken(given))
        {
            throw new ApiException(401, "Unauthorized", "Unauthorized");
        }

        return bearerOfEks is not null && given != token ? bearerOfEks : User.Administrator;
    }

    /// <summary>
    /// Whether the token is a presigned question to STS with the cluster's name among its signed headers. A real server sends it on to
    /// AWS, which checks the signature; this one cannot.
    /// </summary>
    private bool IsEksToken(string given)
    {
        if (eksCluster is null || !given.StartsWith(EksPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var base64 = given[EksPrefix.Length..].Replace('-', '+').Replace('_', '/');
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out var length)
            && Uri.TryCreate(Encoding.UTF8.GetString(bytes, 0, length), UriKind.Absolute, out var url)
            && url.Query.Contains("Action=GetCallerIdentity", StringComparison.Ordinal)
            && url.Query.Contains("x-k8s-aws-id", StringComparison.Ordinal)
            && url.Query.Contains("X-Amz-Signature=", StringComparison.Ordinal);
    }
}
