using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Storage;

/// <summary>
/// All objects and their recent history, with one revision counter for everything, as etcd has it. Callers hold <see cref="Gate"/>
/// while they read and write; what they get is shared and must be cloned before it is changed.
/// </summary>
internal sealed class Store
{
    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> objects = [];

    private readonly List<StoredEvent> history = [];

    private JsonObject settings = [];

    private TaskCompletionSource changed = NewSignal();

    /// <summary>Held during every read-modify-write.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The revision of the last change. It starts above 1, as on a server that made its own objects first.</summary>
    public long Revision { get; private set; } = 200;

    /// <summary>The oldest revision from which a watch can start; older ones get 410.</summary>
    public long OldestRevision { get; private set; } = 1;

    /// <summary>Whether there is a node whose kubelet ends pods; without one a deleted pod goes at once.</summary>
    public bool HasKubelet { get; set; }

    /// <summary>Called under the gate after each change.</summary>
    public Action? OnChange { get; set; }

    /// <summary>Ends when something changes after the call.</summary>
    public Task Changed => changed.Task;

    public JsonObject? Get(string key, string? @namespace, string name) =>
        objects.TryGetValue(key, out var kind) && kind.TryGetValue(Id(@namespace, name), out var value) ? value : null;

    /// <summary>The objects of a kind in the order of namespace and name; of every namespace when it is null.</summary>
    public IEnumerable<JsonObject> List(string key, string? @namespace)
    {
        if (objects.TryGetValue(key, out var kind))
        {
            foreach (var (id, value) in kind)
            {
                if (@namespace is null || id.StartsWith(@namespace + "/", StringComparison.Ordinal))
                {
                    yield return value;
                }
            }
        }
    }

    /// <summary>What the rehearsal was told and is to know after a restart.</summary>
    public JsonNode? Setting(string name) => settings[name];

    public void Set(string name, JsonNode value)
    {
        settings[name] = value;
        OnChange?.Invoke();
    }

    public IReadOnlyList<string> Keys => [.. objects.Keys];

    /// <summary>Stores an object under a new revision, which it writes into it.</summary>
    public void Put(string key, JsonObject value)
    {
        var metadata = value["metadata"]!.AsObject();
        var id = Id((string?)metadata["namespace"], (string)metadata["name"]!);
        if (!objects.TryGetValue(key, out var kind))
        {
            objects[key] = kind = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        }

        var before = kind.GetValueOrDefault(id);
        metadata["resourceVersion"] = Next();
        kind[id] = value;
        Record(new StoredEvent(Revision, key, before, value));
    }

    public void Remove(string key, JsonObject value)
    {
        var metadata = value["metadata"]!.AsObject();
        if (objects.TryGetValue(key, out var kind)
            && kind.Remove(Id((string?)metadata["namespace"], (string)metadata["name"]!), out var before))
        {
            var last = before.DeepClone().AsObject();
            last["metadata"]!["resourceVersion"] = Next();
            Record(new StoredEvent(Revision, key, last, null));
        }
    }

    /// <summary>What happened to a kind after a revision.</summary>
    public IEnumerable<StoredEvent> Since(string key, long revision)
    {
        var first = history.Count;
        while (first > 0 && history[first - 1].Revision > revision)
        {
            first--;
        }

        for (var i = first; i < history.Count; i++)
        {
            if (history[i].Key == key)
            {
                yield return history[i];
            }
        }
    }

    /// <summary>Forgets the history, so that older watches get 410.</summary>
    public void Compact()
    {
        history.Clear();
        OldestRevision = Revision;
    }

    public JsonObject Save()
    {
        var kinds = new JsonObject();
        foreach (var (key, kind) in objects)
        {
            kinds[key] = new JsonArray([.. kind.Values.Select(o => o.DeepClone())]);
        }

        return new JsonObject { ["revision"] = Revision, ["objects"] = kinds, ["settings"] = settings.DeepClone() };
    }

    public void Load(JsonObject state)
    {
        Revision = (long)state["revision"]!;
        OldestRevision = Revision;
        settings = state["settings"]?.DeepClone() as JsonObject ?? [];
        foreach (var (key, list) in state["objects"]!.AsObject())
        {
            var kind = objects[key] = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
            foreach (var item in list!.AsArray())
            {
                var metadata = item!["metadata"]!;
                kind[Id((string?)metadata["namespace"], (string)metadata["name"]!)] = item.DeepClone().AsObject();
            }
        }
    }

    private static string Id(string? @namespace, string name) => $"{@namespace}/{name}";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string Next()
    {
        Revision++;
        return Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Record(StoredEvent change)
    {
        history.Add(change);
        OnChange?.Invoke();
        var signal = changed;
        changed = NewSignal();
        signal.SetResult();
    }
}
