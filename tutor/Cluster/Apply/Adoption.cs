using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>
/// Takes over what <c>tutor k8s start</c> or <c>kubectl apply</c> made. Forcing alone would leave fields there that the new manifests do
/// not have; so the ownership itself is handed over, and the next apply then removes them.
/// </summary>
internal sealed class Adoption(ClusterObjects objects)
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private const int MostRaces = 5;

    /// <summary>Whether an object was made by <c>kubectl apply</c> and never by this pipeline.</summary>
    public static bool IsNeeded(JsonObject? live) => FieldOwnership.ClientSideEntry(live) is not null && !FieldOwnership.IsOurs(live);

    /// <summary>Refuses to go on when an installation was made by others and nobody said that it is to be adopted.</summary>
    /// <exception cref="NotAdoptedException">There is such an object.</exception>
    public static void Check(ManifestSet set, LiveObjects live)
    {
        var foreign = set.Items.Where(item => IsNeeded(live[item.Key])).ToList();
        if (foreign.Count > 0)
        {
            throw new NotAdoptedException(set.NamespaceName, foreign[^1].Key, foreign.Count, set.Items.Count);
        }
    }

    /// <summary>What kubectl applied last; null when it left no note.</summary>
    public static JsonObject? LastAppliedOf(JsonObject live) =>
        (string?)live["metadata"]?["annotations"]?[LastApplied] is { } text ? JsonNode.Parse(text) as JsonObject : null;

    /// <summary>Makes this pipeline the owner of what kubectl applied.</summary>
    /// <returns>The object as it is then; null when it is gone.</returns>
    /// <exception cref="ManifestsRefusedException">The cluster refuses, or somebody else changes it all the time.</exception>
    public async Task<JsonObject?> AdoptAsync(Manifest manifest, JsonObject live, CancellationToken cancellationToken)
    {
        for (var races = 0; IsNeeded(live); races++)
        {
            if (races == MostRaces)
            {
                throw new ManifestsRefusedException(objects.Server, [Raced(manifest.Key)], 1, isBeforeAnything: false);
            }

            var patch = PatchOf(live, FieldOwnership.ClientSideEntry(live)!.Value);
            var adopted = await objects.PatchAsync(manifest.Key, manifest.ApiVersion, patch, ClusterObjects.JsonPatch, cancellationToken)
                ?? await objects.ReadAsync(manifest.Key, manifest.ApiVersion, cancellationToken);
            if (adopted is null)
            {
                return null;
            }

            live = adopted;
        }

        return live;
    }

    private static JsonArray PatchOf(JsonObject live, int index)
    {
        var entry = FieldOwnership.Entries(live)[index]!.DeepClone().AsObject();
        entry["manager"] = ServerSideApply.Manager;
        entry["operation"] = "Apply";
        var patch = new JsonArray(
            Operation("test", "/metadata/resourceVersion", live["metadata"]!["resourceVersion"]),
            Operation("replace", $"/metadata/managedFields/{index}", entry));
        if (live["metadata"]!["annotations"]?[LastApplied] is not null)
        {
            const string path = "/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration";
            patch.Add(new JsonObject { ["op"] = "remove", ["path"] = path });
        }

        return patch;
    }

    private static JsonObject Operation(string name, string path, JsonNode? value) =>
        new() { ["op"] = name, ["path"] = path, ["value"] = value?.DeepClone() };

    private static ManifestFault Raced(ManifestKey key) => new(
        key, ManifestFaultKind.Conflict, "it was changed by somebody else each time that it was to be adopted",
        "End whatever else changes it, then run this again.");
}

/// <summary>The objects were made by others, and it was not said that they are to be adopted.</summary>
/// <param name="namespaceName">The namespace.</param>
/// <param name="example">One of them.</param>
/// <param name="foreign">How many they are.</param>
/// <param name="total">How many objects the manifests have.</param>
public sealed class NotAdoptedException(string namespaceName, ManifestKey example, int foreign, int total) : PipelineException(
    $"The namespace {namespaceName} holds an installation that was made with 'tutor k8s start' or kubectl: {foreign} of {total} objects, "
    + $"such as {example}. Nothing was changed. To let this pipeline take it over, run the command again with --adopt; fields that are no "
    + "longer rendered are removed then, and volumes and data stay. To see first what would change, add --dry-run.");
