using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Resources;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>
/// The API as the cluster's own programs use it, each under its own name in <c>managedFields</c>. All calls are made under the gate of
/// the store.
/// </summary>
internal sealed class Cluster
{
    public const string ControllerManager = "kube-controller-manager";

    private readonly Store store;

    private readonly Writer writer;

    public Cluster(Store store, Pace pace)
    {
        this.store = store;
        writer = new Writer(store);
        Pace = pace;
        Events = new Events(this);
    }

    public Pace Pace { get; }

    public Events Events { get; }

    /// <summary>The objects of a kind as they are now, so that they may be changed meanwhile.</summary>
    public List<JsonObject> List(ResourceType resource, string? @namespace = null) => [.. store.List(resource.StorageKey, @namespace)];

    public JsonObject? Get(ResourceType resource, string? @namespace, string name) => store.Get(resource.StorageKey, @namespace, name);

    /// <summary>Whether a namespace is being deleted, or gone.</summary>
    public bool IsEnding(string? name) => name is not null && store.Get("/namespaces", null, name)?.IsDying() != false;

    /// <exception cref="ApiException">The API does not take it.</exception>
    public JsonObject Create(ResourceType resource, JsonObject value, string manager = ControllerManager) =>
        writer.Create(new Target(resource, value.Namespace(), null, null), value, As(manager), []);

    public JsonObject Update(JsonObject live, Action<JsonObject> change, string manager = ControllerManager) =>
        Write(live, null, change, manager);

    public JsonObject UpdateStatus(JsonObject live, Action<JsonObject> change, string manager = ControllerManager) =>
        Write(live, "status", change, manager);

    public JsonObject UpdateScale(JsonObject live, long replicas, string manager = ControllerManager) =>
        Write(live, "scale", value => value["spec"]!["replicas"] = replicas, manager);

    /// <summary>Stores an object as it is, which only the server itself may do.</summary>
    public void Put(JsonObject value) => store.Put(Resource(value).StorageKey, value);

    public void Delete(JsonObject value) => new Deleter(store).DeleteQuietly(Resource(value).StorageKey, value.Kind(), value);

    /// <summary>Takes an object away, whatever held it.</summary>
    public void Remove(JsonObject value) => store.Remove(Resource(value).StorageKey, value);

    private JsonObject Write(JsonObject live, string? subresource, Action<JsonObject> change, string manager)
    {
        var target = new Target(Resource(live), live.Namespace(), live.Name(), subresource);
        if (writer.Live(target) is not { } stored)
        {
            throw ApiException.NotFound(target.Resource, target.Name!);
        }

        var proposed = stored.DeepClone().AsObject();
        change(proposed);
        if (JsonNode.DeepEquals(proposed, stored))
        {
            return stored; // Controllers look at everything all the time, and mostly there is nothing to write.
        }

        proposed["metadata"]!.AsObject().Remove("resourceVersion");
        return writer.Update(target, _ => proposed, As(manager), []);
    }

    private static ResourceType Resource(JsonObject value) => Kinds.Of(value.Kind());

    private static WriteOptions As(string manager) => new(manager, true, false, false, "Ignore");
}
