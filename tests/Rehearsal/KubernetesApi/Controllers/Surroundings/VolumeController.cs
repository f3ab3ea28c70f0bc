using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Surroundings;

/// <summary>Makes a volume for every claim, and takes it away with the claim.</summary>
internal sealed class VolumeController(Cluster cluster)
{
    private const double Making = 1;

    public void Reconcile()
    {
        var uids = new HashSet<string>();
        foreach (var claim in cluster.List(Kinds.Claims))
        {
            uids.Add(claim.Uid());
            if (!claim.IsDying() && claim["spec"]!["volumeName"] is null
                && cluster.Pace.IsOver(cluster.Pace.FirstSeen(claim.Uid()), Making))
            {
                Bind(claim);
            }
        }

        foreach (var volume in cluster.List(Kinds.Volumes))
        {
            if ((string?)volume["spec"]?["claimRef"]?["uid"] is { } uid && !uids.Contains(uid)
                && (string?)volume["spec"]!["persistentVolumeReclaimPolicy"] == "Delete")
            {
                cluster.Delete(volume);
            }
        }
    }

    private void Bind(JsonObject claim)
    {
        var name = "pvc-" + claim.Uid();
        var capacity = new JsonObject { ["storage"] = claim["spec"]!["resources"]?["requests"]?["storage"]?.DeepClone() ?? "1Gi" };
        var modes = claim["spec"]!["accessModes"]?.DeepClone() ?? new JsonArray("ReadWriteOnce");
        if (cluster.Get(Kinds.Volumes, null, name) is null)
        {
            var volume = cluster.Create(Kinds.Volumes, Volume(claim, name, capacity, modes));
            cluster.UpdateStatus(volume, v => v["status"] = new JsonObject { ["phase"] = "Bound" });
        }

        var bound = cluster.Update(claim, v =>
        {
            v["spec"]!["volumeName"] = name;
            var annotations = Defaults.Child(v["metadata"]!.AsObject(), "annotations");
            annotations["pv.kubernetes.io/bind-completed"] = "yes";
            annotations["pv.kubernetes.io/bound-by-controller"] = "yes";
        });
        cluster.UpdateStatus(bound, v => v["status"] = new JsonObject
        {
            ["phase"] = "Bound", ["accessModes"] = modes.DeepClone(), ["capacity"] = capacity.DeepClone(),
        });
    }

    private static JsonObject Volume(JsonObject claim, string name, JsonObject capacity, JsonNode modes) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["capacity"] = capacity.DeepClone(),
            ["accessModes"] = modes.DeepClone(),
            ["persistentVolumeReclaimPolicy"] = "Delete",
            ["storageClassName"] = claim["spec"]!["storageClassName"]?.DeepClone(),
            ["volumeMode"] = "Filesystem",
            ["claimRef"] = new JsonObject
            {
                ["kind"] = "PersistentVolumeClaim", ["apiVersion"] = "v1", ["namespace"] = claim.Namespace(), ["name"] = claim.Name(),
                ["uid"] = claim.Uid(),
            },
            ["hostPath"] = new JsonObject { ["path"] = "/rehearsal/" + name },
        },
    };
}
