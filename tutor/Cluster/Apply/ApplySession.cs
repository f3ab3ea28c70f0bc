using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>All that a deploy needs of one cluster, over one connection.</summary>
internal sealed class ApplySession : IDisposable
{
    private readonly ClusterConnection connection;

    public ApplySession(ClusterConnection connection, DeployRequest request, TimeProvider clock)
    {
        this.connection = connection;
        var resources = new ApiResources(connection);
        Objects = new ClusterObjects(connection, resources);
        Apply = new ServerSideApply(connection, resources, request.ForceManagers);
        Diff = new Diff(Objects, Apply, new Masking(request.KnownSecrets));
        Inventories = new InventoryStore(Objects, Apply);
        Prune = new Prune(Objects);
        History = new ReleaseHistory(Objects, request.NamespaceName, clock);
    }

    public ClusterObjects Objects { get; }

    public ServerSideApply Apply { get; }

    public Diff Diff { get; }

    public InventoryStore Inventories { get; }

    public Prune Prune { get; }

    public ReleaseHistory History { get; }

    /// <summary>What can be removed once the set runs.</summary>
    public async Task<IReadOnlyList<PruneItem>> FindRemovableAsync(
        Inventory inventory, ManifestSet set, Release? previous, CancellationToken cancellationToken)
    {
        var present = new HashSet<ManifestKey>(set.Items.Select(item => item.Key));
        var mayBeRead = inventory.Entries.Any(entry => entry.Key.Kind is "ConfigMap" or "Secret" && !present.Contains(entry.Key));
        var keep = new HashSet<ManifestKey>();
        if (previous is not null && mayBeRead)
        {
            keep.UnionWith((await History.LoadAsync(previous.Number, cancellationToken)).Items.Select(item => item.Key));
        }

        return await Prune.FindAsync(inventory, set, keep, cancellationToken);
    }

    public void Dispose()
    {
        History.Dispose();
        connection.Dispose();
    }
}
