using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Deletes objects, at once or as far as their finalizers allow; the rest is the <see cref="Collector"/>'s.</summary>
internal sealed class Deleter(Store store)
{
    public JsonObject Delete(Target target, JsonObject? options, string? propagation, bool dryRun)
    {
        var key = target.Resource.StorageKey;
        var live = store.Get(key, target.Namespace, target.Name!) ?? throw ApiException.NotFound(target.Resource, target.Name!);
        CheckPreconditions(target, options?["preconditions"], live);
        var policy = propagation ?? (string?)options?["propagationPolicy"] ?? "Background";
        if (policy == "Orphan" && !dryRun)
        {
            Orphan(live);
        }

        var seconds = (options?["gracePeriodSeconds"]).Whole() ?? (live["spec"]?["terminationGracePeriodSeconds"]).Whole() ?? 0;
        var dying = Mark(target.Resource.Kind, live, policy, store.HasKubelet ? seconds : 0);
        if (dying is not null)
        {
            if (!dryRun && live["metadata"]!["deletionTimestamp"] is null)
            {
                store.Put(key, dying);
            }

            return dying;
        }

        if (!dryRun)
        {
            store.Remove(key, live);
        }

        return target.Resource.Kind == "Pod" ? live : Gone(target, live);
    }

    /// <summary>Deletes what no finalizer holds, marks the rest.</summary>
    public void DeleteQuietly(string key, string kind, JsonObject live)
    {
        var seconds = (live["spec"]?["terminationGracePeriodSeconds"]).Whole() ?? 0;
        if (Mark(kind, live, "Background", store.HasKubelet ? seconds : 0) is not { } dying)
        {
            store.Remove(key, live);
        }
        else if (live["metadata"]!["deletionTimestamp"] is null)
        {
            store.Put(key, dying);
        }
    }

    private static void CheckPreconditions(Target target, JsonNode? wanted, JsonObject live)
    {
        foreach (var field in new[] { "uid", "resourceVersion" })
        {
            var given = (string?)wanted?[field];
            var found = (string?)live["metadata"]![field];
            if (given is not null && given != found)
            {
                var name = field == "uid" ? "UID" : "ResourceVersion";
                throw ApiException.Conflict(target.Resource, target.Name!, $"Precondition failed: {name} in precondition: {given}, "
                    + $"{name} in object meta: {found}");
            }
        }
    }

    /// <summary>The object with its mark of deletion; null when nothing holds it back.</summary>
    private static JsonObject? Mark(string kind, JsonObject live, string policy, long grace)
    {
        // A kubelet ends the containers of its pod before the pod goes; one that has ended by itself goes at once.
        var isHeld = kind == "Pod" && grace > 0 && live["spec"]!["nodeName"] is not null
            && (string?)live["status"]?["phase"] is not ("Succeeded" or "Failed");
        var finalizers = (live["metadata"]!["finalizers"] as JsonArray ?? []).Select(f => (string)f!).ToList();
        if (policy == "Foreground" && !finalizers.Contains("foregroundDeletion"))
        {
            finalizers.Add("foregroundDeletion");
        }

        if (finalizers.Count == 0 && kind != "Namespace" && !isHeld)
        {
            return null;
        }

        var dying = live.DeepClone().AsObject();
        var metadata = dying["metadata"]!.AsObject();
        if (metadata["deletionTimestamp"] is null)
        {
            metadata["deletionTimestamp"] = Defaults.Now();
            if (kind == "Namespace")
            {
                Defaults.Child(dying, "status")["phase"] = "Terminating";
            }
            else
            {
                metadata["deletionGracePeriodSeconds"] = isHeld ? grace : 0;
            }
        }

        if (finalizers.Count > 0)
        {
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(f => JsonValue.Create(f))]);
        }

        Generation.Set(live, dying, kind);
        return dying;
    }

    private void Orphan(JsonObject owner)
    {
        var uid = (string?)owner["metadata"]!["uid"];
        foreach (var key in store.Keys)
        {
            foreach (var dependent in store.List(key, null).Where(o => Collector.OwnedBy(o, uid)).ToList())
            {
                var free = dependent.DeepClone().AsObject();
                free["metadata"]!.AsObject().Remove("ownerReferences");
                store.Put(key, free);
            }
        }
    }

    private static JsonObject Gone(Target target, JsonObject live)
    {
        var details = new JsonObject { ["name"] = target.Name };
        if (target.Resource.Group.Length > 0)
        {
            details["group"] = target.Resource.Group;
        }

        details["kind"] = target.Resource.Name;
        details["uid"] = (string?)live["metadata"]!["uid"];
        return new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["details"] = details,
        };
    }
}
