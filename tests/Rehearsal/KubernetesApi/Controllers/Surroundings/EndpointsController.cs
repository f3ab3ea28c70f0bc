using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Resources;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Surroundings;

/// <summary>Lists the pods behind each Service, as Endpoints and as an EndpointSlice.</summary>
internal sealed class EndpointsController(Cluster cluster)
{
    private const string ServiceLabel = "kubernetes.io/service-name";

    public void Reconcile()
    {
        var services = cluster.List(Kinds.Services);
        foreach (var service in services)
        {
            if (service["spec"]!["selector"] is JsonObject { Count: > 0 } selector && !service.IsDying()
                && !cluster.IsEnding(service.Namespace()))
            {
                Sync(service, selector);
            }
        }

        var names = services.Select(s => $"{s.Namespace()}/{s.Name()}").ToHashSet();
        foreach (var endpoints in cluster.List(Kinds.Endpoints))
        {
            if (!names.Contains($"{endpoints.Namespace()}/{endpoints.Name()}"))
            {
                cluster.Delete(endpoints);
            }
        }
    }

    private void Sync(JsonObject service, JsonObject selector)
    {
        var pods = cluster.List(Kinds.Pods, service.Namespace())
            .Where(p => p["status"]?["podIP"] is not null && !p.IsDying() && (string?)p["status"]!["phase"] is "Running" or "Pending"
                && selector.All(l => JsonNode.DeepEquals(p.Labels()[l.Key], l.Value)))
            .ToList();
        Put(Kinds.Endpoints, service, service.Name(), value =>
        {
            value["metadata"]!["labels"] = service.Labels().DeepClone();
            value["subsets"] = pods.Count == 0 ? null : new JsonArray(Subset(service, pods));
        });
        var slice = cluster.List(Kinds.EndpointSlices, service.Namespace()).FirstOrDefault(s => s.ControllerUid() == service.Uid());
        Put(Kinds.EndpointSlices, service, slice?.Name() ?? $"{service.Name()}-{Guid.NewGuid().ToString("n")[..5]}", value =>
        {
            var labels = service.Labels().DeepClone().AsObject();
            labels[ServiceLabel] = service.Name();
            labels["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io";
            value["metadata"]!["labels"] = labels;
            value["metadata"]!["ownerReferences"] = new JsonArray(service.OwnerReference());
            value["addressType"] = "IPv4";
            value["endpoints"] = new JsonArray([.. pods.Select(Endpoint)]);
            value["ports"] = Ports(service, pods.FirstOrDefault());
        });
    }

    private void Put(ResourceType resource, JsonObject service, string name, Action<JsonObject> write)
    {
        if (cluster.Get(resource, service.Namespace(), name) is { } live)
        {
            cluster.Update(live, write);
            return;
        }

        var made = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = service.Namespace() } };
        write(made);
        cluster.Create(resource, made);
    }

    private static JsonObject Subset(JsonObject service, List<JsonObject> pods)
    {
        var subset = new JsonObject();
        foreach (var (field, isReady) in new[] { ("addresses", true), ("notReadyAddresses", false) })
        {
            JsonNode[] addresses = [.. pods.Where(p => p.IsTrue("Ready") == isReady).Select(p => new JsonObject
            {
                ["ip"] = (string?)p["status"]!["podIP"], ["nodeName"] = Scheduler.NodeName, ["targetRef"] = Reference(p),
            })];
            if (addresses.Length > 0)
            {
                subset[field] = new JsonArray(addresses);
            }
        }

        subset["ports"] = Ports(service, pods[0]);
        return subset;
    }

    private static JsonObject Endpoint(JsonObject pod) => new()
    {
        ["addresses"] = new JsonArray((string)pod["status"]!["podIP"]!),
        ["conditions"] = new JsonObject { ["ready"] = pod.IsTrue("Ready"), ["serving"] = pod.IsTrue("Ready"), ["terminating"] = false },
        ["nodeName"] = Scheduler.NodeName, ["targetRef"] = Reference(pod),
    };

    private static JsonObject Reference(JsonObject pod) => new()
    {
        ["kind"] = "Pod", ["namespace"] = pod.Namespace(), ["name"] = pod.Name(), ["uid"] = pod.Uid(),
    };

    private static JsonArray Ports(JsonObject service, JsonObject? pod)
    {
        var ports = new JsonArray();
        foreach (var port in service["spec"].Items("ports"))
        {
            var number = Number(port["targetPort"] ?? port["port"], pod);
            var entry = new JsonObject { ["port"] = number, ["protocol"] = (string?)port["protocol"] ?? "TCP" };
            if (port["name"] is { } name)
            {
                entry["name"] = name.DeepClone();
            }

            ports.Add(entry);
        }

        return ports;
    }

    /// <summary>The port's number; a name is looked up among the pod's ports.</summary>
    private static long Number(JsonNode? target, JsonObject? pod)
    {
        if (target is JsonValue value && value.TryGetValue<string>(out var name))
        {
            var named = pod?["spec"].Items("containers").SelectMany(c => c.Items("ports")).FirstOrDefault(p => (string?)p["name"] == name);
            return named?["containerPort"].Whole() ?? 0;
        }

        return target.Whole() ?? 0;
    }
}
