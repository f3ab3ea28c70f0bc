using TutorPipeline.Rehearsal.KubernetesApi.Resources;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>The kinds that controllers deal with.</summary>
internal static class Kinds
{
    public static readonly ResourceType Pods = Find("v1", "pods");
    public static readonly ResourceType Nodes = Find("v1", "nodes");
    public static readonly ResourceType Events = Find("v1", "events");
    public static readonly ResourceType ConfigMaps = Find("v1", "configmaps");
    public static readonly ResourceType Secrets = Find("v1", "secrets");
    public static readonly ResourceType Services = Find("v1", "services");
    public static readonly ResourceType Endpoints = Find("v1", "endpoints");
    public static readonly ResourceType EndpointSlices = Find("discovery.k8s.io/v1", "endpointslices");
    public static readonly ResourceType Ingresses = Find("networking.k8s.io/v1", "ingresses");
    public static readonly ResourceType Autoscalers = Find("autoscaling/v2", "horizontalpodautoscalers");
    public static readonly ResourceType Budgets = Find("policy/v1", "poddisruptionbudgets");
    public static readonly ResourceType Volumes = Find("v1", "persistentvolumes");
    public static readonly ResourceType Claims = Find("v1", "persistentvolumeclaims");
    public static readonly ResourceType Deployments = Find("apps/v1", "deployments");
    public static readonly ResourceType ReplicaSets = Find("apps/v1", "replicasets");
    public static readonly ResourceType Jobs = Find("batch/v1", "jobs");

    private static readonly Dictionary<string, ResourceType> ByKind = ResourceTable.All
        .Where(r => !r.IsSubresource).GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.First());

    public static ResourceType Of(string kind) => ByKind[kind];

    private static ResourceType Find(string groupVersion, string name) => ResourceTable.Find(groupVersion, name)!;
}
