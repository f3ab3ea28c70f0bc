using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Platform;

/// <summary>The load balancers that Ingresses and Services were given, for the stand-in of AWS, whose account has to have them.</summary>
internal sealed class LoadBalancerList(Store store)
{
    public JsonObject List()
    {
        lock (store.Gate)
        {
            JsonNode[] all = [.. Of(Kinds.Ingresses, "application"), .. Of(Kinds.Services, "network")];
            return new JsonObject { ["loadBalancers"] = new JsonArray(all) };
        }
    }

    private IEnumerable<JsonNode> Of(Resources.ResourceType resource, string type) =>
        from value in store.List(resource.StorageKey, null)
        from entry in (value["status"]?["loadBalancer"]).Items("ingress")
        select new JsonObject { ["hostname"] = (string?)entry["hostname"], ["type"] = type };
}
