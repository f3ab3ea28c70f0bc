namespace TutorPipeline.Rehearsal.KubernetesApi.Resources;

/// <summary>One kind of object that the server keeps, or one subresource of it, as discovery lists it.</summary>
internal sealed record ResourceType(
    string Group,
    string Version,
    string Name,
    string Kind,
    bool Namespaced,
    string[] Verbs,
    string[] ShortNames,
    string[] Categories,
    string? Hash,
    string? KindGroupVersion)
{
    public string GroupVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The name in messages: <c>leases.coordination.k8s.io</c>, but <c>configmaps</c>.</summary>
    public string QualifiedName => Group.Length == 0 ? Name : $"{Name}.{Group}";

    /// <summary>The kind in messages: <c>Deployment.apps</c>, but <c>ConfigMap</c>.</summary>
    public string QualifiedKind => Group.Length == 0 ? Kind : $"{Kind}.{Group}";

    /// <summary>Where its objects are kept, whatever version asks.</summary>
    public string StorageKey => $"{Group}/{Name}";

    public bool IsSubresource => Name.Contains('/', StringComparison.Ordinal);
}
