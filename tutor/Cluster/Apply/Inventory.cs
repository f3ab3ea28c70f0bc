using System.Text.Json;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>What this pipeline applied to a namespace and has not removed again. Only what stands here is ever pruned.</summary>
/// <param name="Entries">The objects, each once.</param>
internal sealed record Inventory(IReadOnlyList<InventoryEntry> Entries)
{
    public static Inventory Empty { get; } = new([]);

    /// <summary>This and what is about to be applied.</summary>
    /// <param name="set">The objects.</param>
    /// <param name="parts">What came of applying them, as <see cref="OwnPart"/> has it; without it, what is known stays.</param>
    public Inventory With(ManifestSet set, IReadOnlyDictionary<ManifestKey, string>? parts = null)
    {
        var entries = new Dictionary<ManifestKey, InventoryEntry>();
        foreach (var entry in Entries)
        {
            entries[entry.Key] = entry;
        }

        foreach (var item in set.Items)
        {
            var part = parts?.GetValueOrDefault(item.Key) ?? entries.GetValueOrDefault(item.Key)?.Part;
            entries[item.Key] = new InventoryEntry(item.Key, item.ApiVersion) { Part = part };
        }

        return new Inventory([.. entries.Values]);
    }

    /// <summary>This without what is gone.</summary>
    public Inventory Without(IReadOnlyCollection<ManifestKey> gone) => new([.. Entries.Where(entry => !gone.Contains(entry.Key))]);
}

/// <summary>One object that was applied.</summary>
/// <param name="Key">The object.</param>
/// <param name="ApiVersion">The version in which it was applied last.</param>
internal sealed record InventoryEntry(ManifestKey Key, string ApiVersion)
{
    /// <summary>The <see cref="OwnPart"/> after it was applied last; null when it is not known.</summary>
    public string? Part { get; init; }
}

/// <summary>Keeps the inventory in a ConfigMap of the namespace; it holds names, and hashes of what is no secret.</summary>
internal sealed class InventoryStore(ClusterObjects objects, ServerSideApply apply)
{
    /// <summary>The ConfigMap's name.</summary>
    public const string Name = "tutorpipeline-inventory";

    private const string DataKey = "objects.json";

    public async Task<Inventory> ReadAsync(string namespaceName, CancellationToken cancellationToken)
    {
        var key = new ManifestKey("", "ConfigMap", namespaceName, Name);
        var found = await objects.ReadAsync(key, "v1", cancellationToken);
        return (string?)found?["data"]?[DataKey] is { } text ? Parse(namespaceName, text) : Inventory.Empty;
    }

    /// <exception cref="ManifestsRefusedException">The cluster did not take it.</exception>
    public async Task WriteAsync(string namespaceName, Inventory inventory, CancellationToken cancellationToken)
    {
        var entries = new JsonArray();
        foreach (var entry in inventory.Entries)
        {
            var key = entry.Key;
            var written = new JsonObject
            {
                ["apiVersion"] = entry.ApiVersion, ["kind"] = key.Kind, ["namespace"] = key.NamespaceName, ["name"] = key.Name,
            };
            if (entry.Part is not null)
            {
                written["part"] = entry.Part;
            }

            entries.Add((JsonNode)written);
        }

        var manifest = new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject
            {
                ["name"] = Name, ["namespace"] = namespaceName,
                ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = ServerSideApply.Manager },
            },
            ["data"] = new JsonObject { [DataKey] = entries.ToJsonString() },
        });
        var answer = await apply.ApplyAsync(manifest, new ApplyMode(IsForced: true), cancellationToken);
        if (answer.Fault is not null)
        {
            throw new ManifestsRefusedException(apply.Server, [answer.Fault], 1, isBeforeAnything: false);
        }
    }

    private static Inventory Parse(string namespaceName, string text)
    {
        try
        {
            var entries = new List<InventoryEntry>();
            foreach (var entry in JsonNode.Parse(text)!.AsArray())
            {
                var manifest = new Manifest(new JsonObject
                {
                    ["apiVersion"] = (string?)entry!["apiVersion"], ["kind"] = (string?)entry["kind"],
                    ["metadata"] = new JsonObject { ["namespace"] = (string?)entry["namespace"], ["name"] = (string?)entry["name"] },
                });
                entries.Add(new InventoryEntry(manifest.Key, manifest.ApiVersion) { Part = (string?)entry["part"] });
            }

            return new Inventory(entries);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            throw new InventoryDamagedException(namespaceName, e);
        }
    }
}
