using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Access;

/// <summary>One request to the API server.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, such as <c>/api/v1/namespaces/prod</c>.</param>
internal sealed record ClusterCall(HttpMethod Method, string Path)
{
    public const string Apply = "application/apply-patch+yaml";

    public const string MergePatch = "application/merge-patch+json";

    public JsonNode? Body { get; init; }

    public string ContentType { get; init; } = "application/json";
}

/// <summary>What the API server answered in the end.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The document; null when there was none.</param>
internal sealed record ClusterAnswer(int Status, JsonObject? Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The machine-readable reason of a failure, such as <c>AlreadyExists</c>; null when it gave none.</summary>
    public string? Reason => (string?)Body?["reason"];

    /// <summary>Whether it failed because its namespace is being deleted.</summary>
    public bool IsNamespaceEnding
    {
        get
        {
            foreach (var cause in Body?["details"]?["causes"] as JsonArray ?? [])
            {
                if ((string?)cause?["reason"] == "NamespaceTerminating")
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The failure in the server's words.</summary>
    public string Message => (string?)Body?["message"] ?? $"no explanation, HTTP {Status}";
}
