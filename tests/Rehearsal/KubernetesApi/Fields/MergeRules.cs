namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>
/// What the published API says by <c>x-kubernetes-list-type</c> and <c>x-kubernetes-map-type</c>, for the kinds that a deploy uses.
/// </summary>
internal static class MergeRules
{
    public static readonly HashSet<string> AtomicStructs =
    [
        "V1LabelSelector", "V1SecretKeySelector", "V1ConfigMapKeySelector", "V1ObjectFieldSelector", "V1ResourceFieldSelector",
        "V1LocalObjectReference", "V1NodeSelector", "V1NodeSelectorTerm", "V1ObjectReference", "V1TypedLocalObjectReference",
        "V1ScopeSelector", "V1SecretReference", "V1RoleRef", "Rbacv1Subject",
    ];

    private static readonly Dictionary<string, (string Name, string? Default)[]> Keys = new()
    {
        ["V1Container"] = [("name", null)],
        ["V1EphemeralContainer"] = [("name", null)],
        ["V1EnvVar"] = [("name", null)],
        ["V1ContainerPort"] = [("containerPort", null), ("protocol", "TCP")],
        ["V1ServicePort"] = [("port", null), ("protocol", "TCP")],
        ["V1VolumeMount"] = [("mountPath", null)],
        ["V1VolumeDevice"] = [("devicePath", null)],
        ["V1Volume"] = [("name", null)],
        ["V1LocalObjectReference"] = [("name", null)],
        ["V1ObjectReference"] = [("name", null)],
        ["V1HostAlias"] = [("ip", null)],
        ["V1PodIP"] = [("ip", null)],
        ["V1OwnerReference"] = [("uid", null)],
        ["V1TopologySpreadConstraint"] = [("topologyKey", null), ("whenUnsatisfiable", null)],
    };

    /// <summary>The keys of a list of such items; null when the list is one value.</summary>
    public static (string Name, string? Default)[]? KeysOf(string itemType) =>
        Keys.TryGetValue(itemType, out var keys) ? keys
        : itemType.EndsWith("Condition", StringComparison.Ordinal) && itemType != "V1JobCondition" ? [("type", null)]
        : null;

    /// <summary>The schema of a field that differs from what its type says; null for all others.</summary>
    public static Schema? Exception(string type, string field) => (type, field) switch
    {
        ("V1ObjectMeta", "finalizers") or ("V1UncountedTerminatedPods", _) => new Schema(SchemaKind.Set, () => new Schema(SchemaKind.Scalar, "string")),
        ("V1PodSpec", "nodeSelector") or ("V1ServiceSpec", "selector") =>
            new Schema(SchemaKind.Map, () => new Schema(SchemaKind.Scalar, "string"), atomic: true),
        ("V1ObjectMeta", "managedFields") => Schema.Anything,
        _ => null,
    };
}
