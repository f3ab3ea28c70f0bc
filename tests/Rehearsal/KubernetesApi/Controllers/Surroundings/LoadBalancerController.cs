using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Surroundings;

/// <summary>Gives every Ingress, and every Service that asks for one, the address of a load balancer after a moment.</summary>
internal sealed class LoadBalancerController(Cluster cluster)
{
    private const double Making = 2;

    public void Reconcile()
    {
        foreach (var ingress in cluster.List(Kinds.Ingresses))
        {
            Give(ingress);
        }

        foreach (var service in cluster.List(Kinds.Services))
        {
            if ((string?)service["spec"]!["type"] == "LoadBalancer")
            {
                Give(service);
            }
        }
    }

    private void Give(JsonObject value)
    {
        if (value.IsDying() || value["status"]?["loadBalancer"]?["ingress"] is not null
            || !cluster.Pace.IsOver(cluster.Pace.FirstSeen(value.Uid()), Making))
        {
            return;
        }

        var host = $"k8s-{value.Namespace()}-{value.Name()}.elb.amazonaws.com";
        cluster.UpdateStatus(
            value,
            v => Defaults.Child(v, "status")["loadBalancer"] = new JsonObject
            {
                ["ingress"] = new JsonArray(new JsonObject { ["hostname"] = host }),
            },
            "controller");
        var component = value.Kind() == "Ingress" ? "ingress" : "service";
        cluster.Events.Normal(value, component, "SuccessfullyReconciled", "Successfully reconciled");
    }
}
