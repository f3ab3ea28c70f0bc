using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Resources;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Nothing is written into a namespace that is not there, and nothing new into one that is going.</summary>
internal static class NamespaceGuard
{
    private static readonly ResourceType Namespaces = ResourceTable.Find("v1", "namespaces")!;

    public static void Check(Store store, Target target, bool creating)
    {
        if (!target.Resource.Namespaced)
        {
            return;
        }

        var name = target.Namespace ?? throw ApiException.BadRequest("an empty namespace may not be set during creation");
        var found = store.Get(Namespaces.StorageKey, null, name) ?? throw ApiException.NotFound(Namespaces, name);
        if (creating && found["metadata"]!["deletionTimestamp"] is not null)
        {
            throw ApiException.Forbidden(
                target.Resource,
                target.Name!,
                $"unable to create new content in namespace {name} because it is being terminated",
                [
                    new JsonObject
                    {
                        ["reason"] = "NamespaceTerminating",
                        ["message"] = $"namespace {name} is being terminated",
                        ["field"] = "metadata.namespace",
                    },
                ]);
        }
    }
}
