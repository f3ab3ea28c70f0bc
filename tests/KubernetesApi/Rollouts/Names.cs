using System.Text.RegularExpressions;

namespace TutorPipeline.KubernetesApi.Tests.Rollouts;

/// <summary>Leaves out of a text what each cluster makes up: hashes, random ends of names, uids.</summary>
internal static partial class Names
{
    public static string Leave(string text) => Made().Replace(Uid().Replace(text, "UID"), "$1-…");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uid();

    /// <summary>A ReplicaSet's or pod's name: the Deployment's, the template's hash, and for a pod five random characters.</summary>
    [GeneratedRegex("(healthy|bad-image|crash-loop|unschedulable|missing-configmap|missing-service-account)-[b-z2-9]{6,10}(-[a-z0-9]{5})?")]
    private static partial Regex Made();
}
