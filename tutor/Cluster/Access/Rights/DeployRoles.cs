namespace TutorPipeline.Tutor.Cluster.Access.Rights;

/// <summary>
/// What a deploy asks of the API server, as roles. Discovery is not among it: <c>system:discovery</c> gives that to everybody who has
/// logged in.
/// </summary>
public static class DeployRoles
{
    /// <summary>For objects of the whole cluster.</summary>
    public static AccessRole Cluster { get; } = new(
        "tutorpipeline-cluster",
        ["What belongs to the whole cluster and to no namespace. Bind it with a ClusterRoleBinding."],
        ClusterRules.All);

    /// <summary>For everything in the platform's namespace.</summary>
    public static AccessRole Platform { get; } = new(
        "tutorpipeline-platform",
        [
            "Everything in the platform's namespace. Bind it with a RoleBinding in each namespace that is deployed to: then it "
                + "reaches no other one.",
            "Whoever has it there can read the Secrets there, and can run whatever they like with the namespace's service accounts.",
        ],
        PlatformRules.All);

    /// <summary>For destroying an environment.</summary>
    public static AccessRole Remover { get; } = new(
        "tutorpipeline-remover",
        ["What Destroy needs besides tutorpipeline-cluster. Bind it with a RoleBinding in the namespace that may go, and only "
            + "where one may."],
        [
            new(
                "", ["namespaces"], [AccessVerb.Delete],
                $"{nameof(NamespaceRemoval)} deletes the namespace, and with it what AWS made for it"),
        ]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AccessRole> All { get; } = [Cluster, Platform, Remover];
}
