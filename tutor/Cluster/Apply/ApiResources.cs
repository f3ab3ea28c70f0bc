using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Where the API server keeps the objects of a kind, as it says itself; asked once for each group and version.</summary>
internal sealed class ApiResources(ClusterConnection connection)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Dictionary<string, ApiResource>>>> versions = new(StringComparer.Ordinal);

    /// <summary>Finds a kind; null when the server has none of that name in that version.</summary>
    public async Task<ApiResource?> FindAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        var version = versions.GetOrAdd(apiVersion, text => new(() => ReadAsync(text, cancellationToken)));
        try
        {
            return (await version.Value).GetValueOrDefault(kind);
        }
        catch
        {
            // What failed is asked again by whoever comes next.
            versions.TryRemove(KeyValuePair.Create(apiVersion, version));
            throw;
        }
    }

    /// <summary>The kinds of a discovery document, without subresources.</summary>
    public static Dictionary<string, ApiResource> Read(string apiVersion, JsonObject? document)
    {
        var kinds = new Dictionary<string, ApiResource>(StringComparer.Ordinal);
        foreach (var entry in document?["resources"] as JsonArray ?? [])
        {
            var name = (string)entry!["name"]!;
            if (!name.Contains('/', StringComparison.Ordinal))
            {
                kinds[(string)entry["kind"]!] = new ApiResource(Root(apiVersion), name, (bool?)entry["namespaced"] == true);
            }
        }

        return kinds;
    }

    private static string Root(string apiVersion) =>
        apiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{apiVersion}" : $"/api/{apiVersion}";

    private async Task<Dictionary<string, ApiResource>> ReadAsync(string apiVersion, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(new ClusterCall(HttpMethod.Get, Root(apiVersion)), cancellationToken);
        return answer.IsSuccess || answer.Status == 404
            ? Read(apiVersion, answer.IsSuccess ? answer.Body : null)
            : throw new ManifestsRefusedException(
                connection.Server, [AnswerFault.Of(new ManifestKey("", apiVersion, null, "discovery"), answer)], 1, isBeforeAnything: true);
    }
}

/// <summary>Where the objects of a kind are.</summary>
/// <param name="Root">Group and version as a path, such as <c>/apis/apps/v1</c>.</param>
/// <param name="Name">The plural, such as <c>deployments</c>.</param>
/// <param name="IsNamespaced">Whether its objects are in namespaces.</param>
internal sealed record ApiResource(string Root, string Name, bool IsNamespaced)
{
    /// <summary>The path of all its objects in a namespace, or in the cluster.</summary>
    public string Collection(string? namespaceName) => IsNamespaced ? $"{Root}/namespaces/{namespaceName}/{Name}" : $"{Root}/{Name}";

    /// <summary>The path of one object.</summary>
    public string Path(ManifestKey key) => $"{Collection(key.NamespaceName)}/{Uri.EscapeDataString(key.Name)}";
}
