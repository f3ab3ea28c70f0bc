using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Fields;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Creates, applies, replaces and patches objects. Each call is made under the store's gate.</summary>
internal sealed class Writer(Store store)
{
    /// <summary>Makes an object by POST.</summary>
    public JsonObject Create(Target target, JsonObject body, WriteOptions options, ICollection<string> warnings)
    {
        var value = Strict(target, body, options, warnings);
        var metadata = Defaults.Child(value, "metadata");
        var prefix = (string?)metadata["generateName"];
        if ((string?)metadata["name"] is null && prefix is not null)
        {
            metadata["name"] = prefix + Guid.NewGuid().ToString("n")[..5];
        }

        var named = target with { Name = (string?)metadata["name"] ?? throw NameMissing(target) };
        Identify(named, value);
        NamespaceGuard.Check(store, named, creating: true);
        if (Live(named) is not null)
        {
            throw ApiException.AlreadyExists(target.Resource, named.Name!);
        }

        Birth(value);
        value.Remove("status");
        Defaults.Fill(value, target.Resource.Kind);
        var managers = Ownership.Update(null, value, SchemaOf(target), options.Manager("Update", target.Resource.GroupVersion, null));
        if (target.Resource.Kind == "Pod")
        {
            Pods.Admit(store, value);
        }

        return Store(named, null, value, managers, options);
    }

    /// <summary>Server-side apply: makes the object or merges into it.</summary>
    public (bool Created, JsonObject Value) Apply(Target target, JsonObject configuration, WriteOptions options)
    {
        if (!options.FieldManagerGiven)
        {
            throw ApplyRules.FieldManagerMissing();
        }

        var schema = SchemaOf(target);
        ApplyRules.Check(target, configuration, schema);
        Identify(target, configuration);
        NamespaceGuard.Check(store, target, creating: Live(target) is null);
        var live = Live(target);
        ApplyRules.CheckIdentity(target, configuration, live);
        if (target.Subresource is null)
        {
            configuration.Remove("status");
        }

        var applier = options.Manager("Apply", target.Resource.GroupVersion, target.Subresource);
        var start = live?.DeepClone().AsObject() ?? [];
        var (merged, managers) = Ownership.Apply(start, configuration, schema, applier, options.Force);
        Identify(target, merged);
        if (live is null)
        {
            Birth(merged);
        }

        Defaults.Fill(merged, target.Resource.Kind);
        return (live is null, Store(target, live, merged, managers, options));
    }

    /// <summary>Replaces an object by PUT, or what a patch made of it.</summary>
    public JsonObject Update(Target target, Func<JsonObject, JsonObject> change, WriteOptions options, ICollection<string> warnings)
    {
        var live = Live(target) ?? throw ApiException.NotFound(target.Resource, target.Name!);
        var proposed = change(live.DeepClone().AsObject());
        var expected = (string?)proposed["metadata"]?["resourceVersion"];
        if (!string.IsNullOrEmpty(expected) && expected != (string?)live["metadata"]!["resourceVersion"])
        {
            throw ApiException.Conflict(target.Resource, target.Name!);
        }

        if (target.Subresource != "scale")
        {
            proposed = Strict(target, proposed, options, warnings);
        }

        Identify(target, proposed);
        var value = Subresources.Limit(target, live, proposed);
        Keep(live, value);
        Defaults.Fill(value, target.Resource.Kind);
        var updater = options.Manager("Update", target.Resource.GroupVersion, target.Subresource);
        var managers = Ownership.Update(live, value, SchemaOf(target), updater);
        return Store(target, live, value, managers, options);
    }

    public JsonObject? Live(Target target) => store.Get(target.Resource.StorageKey, target.Namespace, target.Name!);

    public static Schema SchemaOf(Target target) =>
        Schemas.Of(target.Resource.GroupVersion, target.Resource.Kind);

    private JsonObject Store(Target target, JsonObject? live, JsonObject value, List<Manager> managers, WriteOptions options)
    {
        Validation.Check(target.Resource, live, value);
        if (target.Subresource != "status")
        {
            Generation.Set(live, value, target.Resource.Kind);
        }

        var now = Defaults.Now();
        Manager.Write(value, managers);
        if (live is not null && SameButTimes(live, value))
        {
            return live;
        }

        foreach (var manager in managers.Where(m => m.Operation == "Apply" && m.Name == options.FieldManager))
        {
            manager.Time = now;
        }

        Manager.Write(value, managers);
        if (options.DryRun)
        {
            return value;
        }

        store.Put(target.Resource.StorageKey, value);
        if (live is null && target.Resource.Kind == "Namespace")
        {
            NamespaceContents.Make(store, target.Name!);
        }

        return value;
    }

    private static JsonObject Strict(Target target, JsonObject body, WriteOptions options, ICollection<string> warnings)
    {
        var unknown = Typed.Prune(body, SchemaOf(target));
        if (unknown.Count > 0 && options.FieldValidation == "Strict")
        {
            var faults = string.Join(", ", unknown.Select(u => $"unknown field \"{u}\""));
            var kind = target.Resource.Kind;
            throw ApiException.BadRequest(
                $"{kind} in version \"{target.Resource.Version}\" cannot be handled as a {kind}: strict decoding error: {faults}");
        }

        foreach (var field in options.FieldValidation == "Warn" ? unknown : [])
        {
            warnings.Add($"unknown field \"{field}\"");
        }

        if (Typed.FirstFault(body, SchemaOf(target), "") is { } fault)
        {
            throw ApiException.BadRequest(
                $"{target.Resource.Kind} in version \"{target.Resource.Version}\" cannot be handled as a {target.Resource.Kind}: {fault}");
        }

        return body;
    }

    private static void Identify(Target target, JsonObject value)
    {
        value["kind"] = target.Resource.Kind;
        value["apiVersion"] = target.Resource.GroupVersion;
        var metadata = Defaults.Child(value, "metadata");
        Match(metadata, "name", target.Name);
        if (target.Resource.Namespaced)
        {
            Match(metadata, "namespace", target.Namespace);
        }
    }

    private static void Match(JsonObject metadata, string field, string? wanted)
    {
        var given = (string?)metadata[field];
        if (!string.IsNullOrEmpty(given) && given != wanted)
        {
            throw ApiException.BadRequest($"the {field} of the object ({given}) does not match the {field} on the URL ({wanted})");
        }

        metadata[field] = wanted;
    }

    private static void Birth(JsonObject value)
    {
        var metadata = value["metadata"]!.AsObject();
        metadata.Remove("resourceVersion");
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Defaults.Now();
    }

    private static void Keep(JsonObject live, JsonObject value)
    {
        foreach (var field in new[]
                 {
                     "uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion",
                 })
        {
            value["metadata"]!.AsObject().Remove(field);
            if (live["metadata"]![field] is { } kept)
            {
                value["metadata"]![field] = kept.DeepClone();
            }
        }
    }

    private static bool SameButTimes(JsonObject live, JsonObject value) => JsonNode.DeepEquals(Timeless(live), Timeless(value));

    private static JsonObject Timeless(JsonObject value)
    {
        var copy = value.DeepClone().AsObject();
        copy["metadata"]!.AsObject().Remove("resourceVersion");
        foreach (var entry in copy["metadata"]!["managedFields"] as JsonArray ?? [])
        {
            entry!.AsObject().Remove("time");
        }

        return copy;
    }

    private static ApiException NameMissing(Target target) =>
        ApiException.Invalid(
            target.Resource, "", [("metadata.name", "Required value: name or generateName is required", "FieldValueRequired")]);
}
