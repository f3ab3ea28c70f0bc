using System.Text.Json.Nodes;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>
/// Sizes workloads by their use of CPU, as the replaced system did: LMS and its worker at 30 % with at least two pods, others at 50 %
/// with at least one; and lets a node be emptied one pod of a workload at a time.
/// </summary>
internal sealed class Autoscaling
{
    private const int Most = 10;
    private readonly List<AutoscalingChoice> choices = [];

    public Autoscaling(IReadOnlyList<Manifest> manifests, IReadOnlyList<AutoscalingChoice> chosen)
    {
        var deployments = manifests.Where(manifest => manifest.Key is { Group: "apps", Kind: "Deployment" }).ToList();
        foreach (var choice in chosen)
        {
            var named = deployments.FirstOrDefault(deployment => deployment.Key.Name == choice.Workload)
                ?? throw ManifestException.NoWorkload("Autoscaling", choice.Workload, deployments.Select(deployment => deployment.Key.Name));
            choices.Add(IsScalable(named) ? choice : throw ManifestException.NotScalable(choice.Workload));
        }

        choices.AddRange(deployments.Where(IsScalable).Select(deployment => deployment.Key.Name)
            .Where(name => chosen.All(choice => choice.Workload != name)).Select(Default));
        Workloads = choices.Select(choice => choice.Workload).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The Deployments that are sized.</summary>
    public IReadOnlySet<string> Workloads { get; }

    public IEnumerable<Manifest> Objects(OwnObjects own) => choices.OrderBy(choice => choice.Workload, StringComparer.Ordinal)
        .SelectMany(choice => (Manifest[])[Autoscaler(own, choice), Budget(own, choice.Workload)]);

    private static AutoscalingChoice Default(string name) =>
        name is "lms" or "lms-worker" ? new AutoscalingChoice(name, 2, Most, 30) : new AutoscalingChoice(name, 1, Most, 50);

    /// <summary>Who has a volume or must end before the next one starts cannot run twice.</summary>
    private static bool IsScalable(Manifest deployment) =>
        (string?)deployment.Document["spec"]?["strategy"]?["type"] != "Recreate"
        && PodTemplate.Look(deployment) is { } pod
        && PodTemplate.Objects(pod, "volumes").All(volume => volume["persistentVolumeClaim"] is null);

    private static Manifest Autoscaler(OwnObjects own, AutoscalingChoice choice) => own.InNamespace(
        "autoscaling/v2", "HorizontalPodAutoscaler", choice.Workload, new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = choice.Workload },
                ["minReplicas"] = choice.Minimum,
                ["maxReplicas"] = choice.Maximum,
                ["metrics"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Resource",
                    ["resource"] = new JsonObject
                    {
                        ["name"] = "cpu",
                        ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = choice.CpuPercent },
                    },
                }),
            },
        });

    private static Manifest Budget(OwnObjects own, string workload) => own.InNamespace(
        "policy/v1", "PodDisruptionBudget", workload, new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["maxUnavailable"] = 1, ["unhealthyPodEvictionPolicy"] = "AlwaysAllow", ["selector"] = own.PodsOf(workload),
            },
        });
}
