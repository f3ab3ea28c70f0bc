namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>What tells one object of a cluster from another, whatever version of its kind it is written in.</summary>
/// <param name="Group">The API group, such as <c>apps</c>; empty for the core group.</param>
/// <param name="Kind">The kind, such as <c>Deployment</c>.</param>
/// <param name="NamespaceName">The namespace; null for an object of the whole cluster.</param>
/// <param name="Name">The name.</param>
public sealed record ManifestKey(string Group, string Kind, string? NamespaceName, string Name)
{
    /// <summary>The object as people write it.</summary>
    /// <returns>Kind in lower case and name, such as <c>deployment/lms</c>.</returns>
    public override string ToString() => $"{Kind.ToLowerInvariant()}/{Name}";
}
