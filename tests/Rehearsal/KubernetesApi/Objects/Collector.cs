using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using TutorPipeline.Rehearsal.KubernetesApi.Resources;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>
/// The controllers that end deletions: dependants of what went, finalizers of the server's own, the contents of dying namespaces.
/// </summary>
internal sealed class Collector(Store store) : BackgroundService
{
    private static readonly HashSet<string> OwnFinalizers = ["foregroundDeletion", "kubernetes.io/pvc-protection"];

    private readonly Deleter deleter = new(store);

    public static bool OwnedBy(JsonObject value, string? uid) =>
        (value["metadata"]!["ownerReferences"] as JsonArray ?? []).Any(o => (string?)o!["uid"] == uid);

    /// <summary>Tidies up after each change until the server stops.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = store.Changed;
            await Task.Delay(TimeSpan.FromMilliseconds(20), stoppingToken);
            lock (store.Gate)
            {
                Collect();
            }

            await changed.WaitAsync(stoppingToken);
        }
    }

    private void Collect()
    {
        var all = store.Keys.SelectMany(key => store.List(key, null).Select(value => (Key: key, Value: value))).ToList();
        var alive = all.Select(a => (string?)a.Value["metadata"]!["uid"]).ToHashSet();
        var dying = all.Where(a => a.Key == "/namespaces" && IsDying(a.Value))
            .Select(a => (string)a.Value["metadata"]!["name"]!).ToHashSet();
        var foreground = all.Where(a => IsDying(a.Value) && Finalizers(a.Value).Contains("foregroundDeletion"))
            .Select(a => (string?)a.Value["metadata"]!["uid"]).ToHashSet();
        foreach (var (key, value) in all)
        {
            var owners = value["metadata"]!["ownerReferences"] as JsonArray ?? [];
            var orphaned = owners.Count > 0
                && owners.All(o => !alive.Contains((string?)o!["uid"]) || foreground.Contains((string?)o["uid"]));
            var @namespace = (string?)value["metadata"]!["namespace"];
            if (IsDying(value))
            {
                if (key == "/pods" && store.HasKubelet && value["metadata"]!["deletionGracePeriodSeconds"].Whole() > 0)
                {
                    continue; // The kubelet ends it.
                }

                Finish(key, value, all);
            }
            else if (orphaned || (@namespace is not null && dying.Contains(@namespace)))
            {
                deleter.DeleteQuietly(key, ResourceTable.ByStorageKey(key).Kind, value);
            }
        }
    }

    private void Finish(string key, JsonObject value, List<(string Key, JsonObject Value)> all)
    {
        var metadata = value["metadata"]!;
        if (key == "/namespaces")
        {
            if (!all.Exists(a => (string?)a.Value["metadata"]!["namespace"] == (string?)metadata["name"]))
            {
                store.Remove(key, value);
            }

            return;
        }

        var finalizers = Finalizers(value);
        var hasDependents = all.Exists(a => OwnedBy(a.Value, (string?)metadata["uid"]));
        var left = finalizers.Where(f => !OwnFinalizers.Contains(f) || (f == "foregroundDeletion" && hasDependents)).ToList();
        if (left.Count == 0)
        {
            store.Remove(key, value);
        }
        else if (left.Count < finalizers.Count)
        {
            var next = value.DeepClone().AsObject();
            next["metadata"]!["finalizers"] = new JsonArray([.. left.Select(f => JsonValue.Create(f))]);
            store.Put(key, next);
        }
    }

    private static bool IsDying(JsonObject value) => value["metadata"]!["deletionTimestamp"] is not null;

    private static List<string> Finalizers(JsonObject value) =>
        (value["metadata"]!["finalizers"] as JsonArray ?? []).Select(f => (string)f!).ToList();
}
