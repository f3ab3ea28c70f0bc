using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Platform;

/// <summary>What is wrong with the platform that is played, as <c>POST /rehearsal/platform</c> said: a part and its sickness.</summary>
internal sealed class Sicknesses
{
    public const string Balancer = "balancer";
    public const string Cdn = "cdn";

    /// <summary>It answers every request with 500, or 502 where it is the load balancer.</summary>
    public const string Error = "error";

    /// <summary>Its heartbeat answers 503 and says that the database is gone.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>The style sheet that its pages name is not there.</summary>
    public const string Asset = "asset";

    /// <summary>It takes connections and never answers.</summary>
    public const string Silent = "silent";

    public const string WrongCertificate = "wrong-certificate";
    public const string ExpiredCertificate = "expired-certificate";

    /// <summary>Its certificates are good for ten days more.</summary>
    public const string EndingCertificate = "ending-certificate";

    private static readonly string[] Parts = ["lms", "cms", "mfe", "caddy", "meilisearch", Cdn, Balancer];
    private static readonly string[] Kinds =
        [Error, Heartbeat, Asset, Silent, WrongCertificate, ExpiredCertificate, EndingCertificate];

    private readonly List<(string Part, string Kind)> all = [];

    public bool Has(string part, string kind)
    {
        lock (all)
        {
            return all.Contains((part, kind));
        }
    }

    public JsonObject Add(JsonNode? body)
    {
        var (part, kind) = ((string?)body?["part"] ?? "", (string?)body?["sickness"] ?? "");
        if (!Parts.Contains(part) || !Kinds.Contains(kind))
        {
            throw ApiException.BadRequest(
                $"a sickness is {{\"part\":\"…\",\"sickness\":\"…\"}}: one of {string.Join(", ", Parts)}; "
                + $"one of {string.Join(", ", Kinds)}");
        }

        lock (all)
        {
            all.Add((part, kind));
        }

        return List();
    }

    public JsonObject Clear()
    {
        lock (all)
        {
            all.Clear();
        }

        return List();
    }

    public JsonObject List()
    {
        lock (all)
        {
            return new JsonObject
            {
                ["platform"] = new JsonArray([.. all.Select(it => new JsonObject { ["part"] = it.Part, ["sickness"] = it.Kind })]),
            };
        }
    }
}
