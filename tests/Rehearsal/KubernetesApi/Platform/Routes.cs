using TutorPipeline.Rehearsal.KubernetesApi.Controllers;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Platform;

/// <summary>A pod that was found, and which part of the platform it is by its label.</summary>
internal sealed record PlayedPod(string Namespace, string Name, string Part);

/// <summary>Where requests go by what the store holds: from a host to a Service, and from that to a pod that is ready.</summary>
internal sealed class Routes(Store store)
{
    private const string PartLabel = "app.kubernetes.io/name";

    /// <summary>Whether a load balancer leads somewhere for the host.</summary>
    public bool IsServed(string host) => FindService(host, "/") is not null;

    /// <summary>The Service behind a host's path; where Caddy is the entry itself, it takes every host. Null when there is none.</summary>
    public (string Namespace, string Name)? FindService(string host, string path)
    {
        lock (store.Gate)
        {
            var rules =
                from ingress in store.List(Kinds.Ingresses.StorageKey, null)
                where ingress["status"]?["loadBalancer"]?["ingress"] is not null
                from rule in ingress["spec"].Items("rules")
                where string.Equals((string?)rule["host"] ?? host, host, StringComparison.OrdinalIgnoreCase)
                from way in rule["http"].Items("paths")
                let prefix = (string?)way["path"] ?? "/"
                where path.StartsWith(prefix, StringComparison.Ordinal)
                orderby prefix.Length descending
                select (ingress.Namespace()!, (string?)way["backend"]?["service"]?["name"] ?? "");
            foreach (var found in rules)
            {
                return found;
            }

            return store.List(Kinds.Services.StorageKey, null)
                .Where(service => service["status"]?["loadBalancer"]?["ingress"] is not null)
                .Select(service => ((string, string)?)(service.Namespace()!, service.Name())).FirstOrDefault();
        }
    }

    /// <summary>The hosts for which the namespace's Ingresses have rules; empty when there are none.</summary>
    public IReadOnlyList<string> HostsOf(string @namespace)
    {
        lock (store.Gate)
        {
            return [.. store.List(Kinds.Ingresses.StorageKey, @namespace)
                .SelectMany(ingress => ingress["spec"].Items("rules")).Select(rule => (string?)rule["host"]).OfType<string>()];
        }
    }

    public bool HasService(string @namespace, string name)
    {
        lock (store.Gate)
        {
            return store.Get(Kinds.Services.StorageKey, @namespace, name) is not null;
        }
    }

    /// <summary>The first pod of a Service that is ready; null when none is.</summary>
    public PlayedPod? FindReady(string @namespace, string service)
    {
        lock (store.Gate)
        {
            var name = store.Get(Kinds.Endpoints.StorageKey, @namespace, service).Items("subsets")
                .SelectMany(subset => subset.Items("addresses")).Select(address => (string?)address["targetRef"]?["name"])
                .FirstOrDefault(it => it is not null);
            return name is null ? null : Find(@namespace, name);
        }
    }

    /// <summary>A pod by its name; null when it is not there, or does not run.</summary>
    public PlayedPod? Find(string @namespace, string name)
    {
        lock (store.Gate)
        {
            return store.Get(Kinds.Pods.StorageKey, @namespace, name) is { } pod && (string?)pod["status"]?["phase"] == "Running"
                ? new(@namespace, name, (string?)pod.Labels()[PartLabel] ?? "") : null;
        }
    }
}
