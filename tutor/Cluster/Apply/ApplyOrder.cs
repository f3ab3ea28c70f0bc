using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>
/// The order in which objects are applied: each step needs what the steps before it made, and within a step nothing needs anything.
/// </summary>
public static class ApplyOrder
{
    /// <summary>The step of everything that runs and is no store.</summary>
    public const string Workloads = "workloads";

    private const string NameLabel = "app.kubernetes.io/name";

    private static readonly string[] Names =
    [
        "namespace", "accounts, configuration and prerequisites", "services and volumes", "stores", Workloads,
        "scaling, routes and schedules",
    ];

    private static readonly string[] Stores = ["mysql", "mongodb", "redis", "meilisearch", "elasticsearch", "smtp"];

    /// <summary>Sorts objects into steps. Steps without objects are left out.</summary>
    /// <param name="items">The objects, in any order.</param>
    /// <returns>The steps, in order; within a step the objects keep their order.</returns>
    public static IReadOnlyList<ApplyStep> Of(IEnumerable<Manifest> items)
    {
        var steps = new List<Manifest>[Names.Length];
        foreach (var item in items)
        {
            (steps[StepOf(item)] ??= []).Add(item);
        }

        var result = new List<ApplyStep>();
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] is { } step)
            {
                result.Add(new ApplyStep(Names[i], step));
            }
        }

        return result;
    }

    private static int StepOf(Manifest item) => item.Key.Kind switch
    {
        "Namespace" or "CustomResourceDefinition" => 0,
        "ServiceAccount" or "Secret" or "ConfigMap" or "Role" or "RoleBinding" => 1,
        "Service" or "PersistentVolumeClaim" => 2,
        "Deployment" or "StatefulSet" or "DaemonSet" or "Job" or "Pod" => IsStore(item) ? 3 : 4,
        _ when item.Key.NamespaceName is null => 1,
        _ => 5,
    };

    private static bool IsStore(Manifest item) =>
        Array.IndexOf(Stores, (string?)item.Labels[NameLabel] ?? item.Key.Name) >= 0;
}

/// <summary>Objects that can be applied at the same time.</summary>
/// <param name="Name">What they are, for people.</param>
/// <param name="Items">The objects.</param>
public sealed record ApplyStep(string Name, IReadOnlyList<Manifest> Items);
