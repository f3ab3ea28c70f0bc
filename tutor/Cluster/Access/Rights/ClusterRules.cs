using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Access.Rights;

/// <summary>What is asked for outside of namespaces.</summary>
internal static class ClusterRules
{
    private const string Applies = $"{nameof(LiveObjects)} reads it, {nameof(ServerSideApply)} writes it";

    public static IReadOnlyList<AccessRule> All { get; } =
    [
        new(
            "", ["namespaces"], [AccessVerb.Get],
            $"{nameof(LiveObjects)} and {nameof(NamespaceRemoval)} tell one that is not there from one that is refused"),
        .. Ingress("networking.k8s.io", "ingressclasses", "each environment has a class of its own"),
        .. Ingress("eks.amazonaws.com", "ingressclassparams", "EKS Auto Mode"),
        .. Ingress("elbv2.k8s.aws", "ingressclassparams", "the AWS Load Balancer Controller, without Auto Mode"),
        .. Named("storage.k8s.io", "storageclasses", SharedObjects.StorageClassName),
        .. Named("karpenter.sh", "nodepools", SharedObjects.PoolName),
    ];

    private static AccessRule[] Ingress(string group, string resource, string more) =>
    [
        new(
            group, [resource], [AccessVerb.Get, AccessVerb.Create, AccessVerb.Patch],
            $"{nameof(PlatformIngress)} makes it ({more}); {Applies}"),
    ];

    /// <summary>Objects of these kinds that others made are out of reach.</summary>
    private static AccessRule[] Named(string group, string resource, string name) =>
    [
        new(group, [resource], [AccessVerb.Get, AccessVerb.Patch], $"{nameof(SharedObjects)} makes it; {Applies}", [name]),
        new(group, [resource], [AccessVerb.Create], $"{nameof(ServerSideApply)}, where it is not there yet; a name cannot limit this verb"),
    ];
}
