namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>All objects of one release of a platform, ready to be applied.</summary>
/// <param name="NamespaceName">The platform's namespace.</param>
/// <param name="TutorId">Tutor's <c>ID</c>, which stands in every selector; <c>app.kubernetes.io/instance</c> is <c>openedx-{TutorId}</c>.</param>
/// <param name="Items">The objects, each at most once.</param>
public sealed record ManifestSet(string NamespaceName, string TutorId, IReadOnlyList<Manifest> Items)
{
    /// <summary>Job templates of Tutor's own tasks, by service (<c>lms</c>, <c>cms</c>, <c>mysql</c>); they are never applied as they are.</summary>
    public IReadOnlyDictionary<string, Manifest> JobTemplates { get; init; } = new Dictionary<string, Manifest>();
}
