using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;

namespace TutorPipeline.Tutor.Cluster.Releases;

/// <summary>The images of the pods that run, as the ReplicaSets have them that have pods.</summary>
/// <param name="access">How the cluster is reached.</param>
/// <param name="namespaceName">The platform's namespace.</param>
public sealed class RunningImages(ClusterAccess access, string namespaceName)
{
    /// <summary>Reads them.</summary>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The images of each ReplicaSet with pods, by the ReplicaSet's name.</returns>
    /// <exception cref="ManifestsRefusedException">The cluster cannot be reached, or refuses.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(CancellationToken cancellationToken)
    {
        using var connection = new ClusterConnection(access);
        var objects = new ClusterObjects(connection, new ApiResources(connection));
        var running = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var set in await objects.ListAsync("apps/v1", "ReplicaSet", namespaceName, null, cancellationToken))
        {
            if ((int?)set["status"]?["replicas"] is > 0)
            {
                running[(string)set["metadata"]!["name"]!] = [.. Images(set)];
            }
        }

        return running;
    }

    private static IEnumerable<string> Images(JsonObject set)
    {
        foreach (var container in set["spec"]?["template"]?["spec"]?["containers"] as JsonArray ?? [])
        {
            if ((string?)container?["image"] is { } image)
            {
                yield return image;
            }
        }
    }
}
