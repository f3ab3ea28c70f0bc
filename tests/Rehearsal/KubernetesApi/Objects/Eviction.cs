using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Surroundings;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Deletes a pod if its disruption budgets allow.</summary>
internal static class Eviction
{
    /// <exception cref="ApiException">404: there is no such pod; 429: a budget does not let it go.</exception>
    public static JsonObject Evict(Store store, Target target, JsonObject eviction, bool dryRun)
    {
        var pod = store.Get(target.Resource.StorageKey, target.Namespace, target.Name!)
            ?? throw ApiException.NotFound(target.Resource, target.Name!);
        var pods = store.List(target.Resource.StorageKey, target.Namespace).ToList();
        foreach (var value in store.List("policy/poddisruptionbudgets", target.Namespace).Where(b => Budget.Covers(b, pod)))
        {
            var budget = Budget.Of(value, pods);
            if (budget.Allowed < 1)
            {
                throw Refused(budget, (string)value["metadata"]!["name"]!);
            }
        }

        new Deleter(store).Delete(target with { Subresource = null }, eviction["deleteOptions"] as JsonObject, null, dryRun);
        return new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201,
        };
    }

    private static ApiException Refused(Budget budget, string name) => new(
        429,
        "TooManyRequests",
        "Cannot evict pod as it would violate the pod's disruption budget.",
        new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject
            {
                ["reason"] = "DisruptionBudget",
                ["message"] = $"The disruption budget {name} needs {budget.Desired} healthy pods and has {budget.Healthy} currently",
            }),
        });
}
