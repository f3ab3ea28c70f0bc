using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Checks;
using TutorPipeline.Tutor.Cluster.Hosts;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;
using TutorPipeline.Tutor.Cluster.Rollout;
using TutorPipeline.Tutor.Cluster.Secrets;

namespace TutorPipeline.Tutor.Cluster.Access.Rights;

/// <summary>What is asked for in the platform's namespace.</summary>
internal static class PlatformRules
{
    private const string Applies = $"{nameof(LiveObjects)} reads them, {nameof(ServerSideApply)} and {nameof(Adoption)} write them";

    private const string Prunes = $"{nameof(Prune)} deletes what a release no longer has";

    private static readonly AccessVerb[] Apply = [AccessVerb.Get, AccessVerb.List, AccessVerb.Create, AccessVerb.Patch];

    private static readonly AccessVerb[] ApplyAndPrune = [.. Apply, AccessVerb.Delete];

    public static IReadOnlyList<AccessRule> All { get; } = [.. Objects(), .. Running(), .. Records()];

    /// <summary>The kinds of <see cref="ManifestRendering"/>.</summary>
    private static IEnumerable<AccessRule> Objects()
    {
        yield return new(
            "", ["namespaces"], [AccessVerb.Get, AccessVerb.Create, AccessVerb.Patch],
            $"{nameof(ServerSideApply)} and {nameof(KubernetesSecretStore)} make the namespace and label it; by a "
            + "RoleBinding this is its own one only");
        yield return new("", ["serviceaccounts"], ApplyAndPrune, $"{nameof(SharedObjects)} makes them; {Applies}; {Prunes}");
        yield return new("", ["services"], ApplyAndPrune, $"{Applies}; {Prunes}; {nameof(PlatformAddress)} lists them");
        yield return new("", ["persistentvolumeclaims"], Apply, $"{Applies}; volumes are never deleted");
        yield return new(
            "apps", ["deployments"], [.. Apply, AccessVerb.Watch, AccessVerb.Delete],
            $"{Applies}; {nameof(WatchedRollout)} watches them; {Prunes}");
        yield return new(
            "autoscaling", ["horizontalpodautoscalers"], ApplyAndPrune, $"{nameof(Autoscaling)} makes them; {Applies}; {Prunes}");
        yield return new("policy", ["poddisruptionbudgets"], ApplyAndPrune, $"{nameof(Autoscaling)} makes them; {Applies}; {Prunes}");
        yield return new(
            "networking.k8s.io", ["ingresses"], ApplyAndPrune,
            $"{nameof(PlatformIngress)} makes it; {Applies}; {Prunes}; {nameof(PlatformAddress)} lists them");
        yield return new(
            "networking.k8s.io", ["networkpolicies"], ApplyAndPrune, $"{nameof(NetworkRules)} makes them; {Applies}; {Prunes}");
    }

    /// <summary>What runs, and how it does.</summary>
    private static IEnumerable<AccessRule> Running()
    {
        yield return new("apps", ["replicasets"], [AccessVerb.List, AccessVerb.Watch], $"{nameof(WatchedRollout)} watches them");
        yield return new(
            "", ["pods"], [AccessVerb.List, AccessVerb.Watch],
            $"{nameof(WatchedRollout)} watches them; {nameof(JobRunner)} lists those of a Job");
        yield return new("", ["pods/log"], [AccessVerb.Get], $"{nameof(PodLogs)} and {nameof(JobRunner)} show what a container said");
        yield return new(
            "", ["events"], [AccessVerb.List, AccessVerb.Watch],
            $"{nameof(WatchedRollout)} explains a failure by them, {nameof(PlatformAddress)} a load balancer that does not come");
        yield return new(
            "batch", ["jobs"], [AccessVerb.Get, AccessVerb.List, AccessVerb.Create],
            $"{nameof(JobRunner)} runs tasks; they go by themselves");
        yield return new(
            "discovery.k8s.io", ["endpointslices"], [AccessVerb.List], $"{nameof(InsideProbe)} looks for a ready pod behind a Service");
        yield return new(
            "", ["pods/portforward"], [AccessVerb.Get, AccessVerb.Create],
            $"{nameof(InsideProbe)} asks that pod for its heartbeat; "
            + "Kubernetes 1.34 and older ask for get, 1.35 and newer for create, too");
    }

    /// <summary>What the pipeline keeps in the namespace.</summary>
    private static IEnumerable<AccessRule> Records()
    {
        yield return new(
            "", ["configmaps"], ApplyAndPrune,
            $"{Applies}; {Prunes}; {nameof(InventoryStore)} and {nameof(InitializationRecord)} keep what was done");
        yield return new(
            "", ["secrets"], ApplyAndPrune,
            $"{nameof(KubernetesSecretStore)} keeps passwords in them, {nameof(ReleaseHistory)} the releases, "
            + $"{nameof(ScriptSecrets)} a task's script; {Applies}; {Prunes}");
        yield return new(
            "coordination.k8s.io", ["leases"], [AccessVerb.Get, AccessVerb.Patch], $"{nameof(DeployLease)} lets one deploy at a time run",
            [DeployLease.Name]);
        yield return new(
            "coordination.k8s.io", ["leases"], [AccessVerb.Create],
            $"{nameof(DeployLease)}, where it is not there yet; a name cannot limit this verb");
    }
}
