using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>What the platform needs around its workloads: service accounts, and in a cluster of its own where volumes and nodes come from.</summary>
internal static class SharedObjects
{
    /// <summary>The NodePool's name.</summary>
    public const string PoolName = "openedx";

    /// <summary>The StorageClass's name.</summary>
    public const string StorageClassName = "openedx-gp3";

    public static IEnumerable<Manifest> Objects(PlatformEnvironment environment, OwnObjects own)
    {
        yield return own.InNamespace("v1", "ServiceAccount", ServiceAccounts.OpenEdx, []);
        yield return own.InNamespace("v1", "ServiceAccount", ServiceAccounts.Backup, []);

        // An additional environment lives in its parent's cluster, which has these.
        if (!environment.Names.IsAdditional)
        {
            yield return StorageClass(environment, own);
            if (environment.Deploy.NodePoolCpus is { } cpus && environment.Cluster.Compute == ClusterComputeMode.Auto)
            {
                yield return NodePool(cpus, own);
            }
        }
    }

    private static Manifest StorageClass(PlatformEnvironment environment, OwnObjects own) => own.InCluster(
        "storage.k8s.io/v1", "StorageClass", StorageClassName,
        new JsonObject
        {
            ["provisioner"] = environment.Cluster.Compute == ClusterComputeMode.Auto ? "ebs.csi.eks.amazonaws.com" : "ebs.csi.aws.com",
            ["volumeBindingMode"] = "WaitForFirstConsumer",
            ["allowVolumeExpansion"] = true,
            ["reclaimPolicy"] = "Delete",
            ["parameters"] = new JsonObject { ["type"] = "gp3", ["encrypted"] = "true" },
        },
        new JsonObject { ["storageclass.kubernetes.io/is-default-class"] = "true" });

    private static Manifest NodePool(int cpus, OwnObjects own) => own.InCluster("karpenter.sh/v1", "NodePool", PoolName, new JsonObject
    {
        ["spec"] = new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["nodeClassRef"] = new JsonObject { ["group"] = "eks.amazonaws.com", ["kind"] = "NodeClass", ["name"] = "default" },
                    ["requirements"] = new JsonArray(
                        In("karpenter.sh/capacity-type", "on-demand"), In("kubernetes.io/arch", "amd64"),
                        In("eks.amazonaws.com/instance-category", "c", "m", "r", "t")),
                },
            },
            ["limits"] = new JsonObject { ["cpu"] = cpus.ToString(CultureInfo.InvariantCulture) },
        },
    });

    private static JsonObject In(string key, params string[] values) => new()
    {
        ["key"] = key, ["operator"] = "In", ["values"] = new JsonArray([.. values.Select(value => (JsonNode?)value)]),
    };
}
