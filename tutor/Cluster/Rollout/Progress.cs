using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>How far a Deployment is by its own counts.</summary>
internal sealed record Progress
{
    public Progress(JsonObject deployment, IReadOnlyList<JsonObject> pods)
    {
        var wanted = (int?)deployment["spec"]?["replicas"] ?? 1;
        var status = deployment["status"];
        var (all, updated, available) = (
            Seen.Count(status, "replicas"), Seen.Count(status, "updatedReplicas"), Seen.Count(status, "availableReplicas"));
        IsComplete = updated == wanted && all == wanted && available == wanted;
        foreach (var pod in pods)
        {
            foreach (var container in Seen.Containers(pod))
            {
                Restarts += Seen.Count(container, "restartCount");
            }
        }

        Reason = updated < wanted ? $"{updated} of {wanted} new pods made"
            : all > updated ? $"{all - updated} old pods are still there"
            : all > wanted ? $"{all - wanted} pods too many are still there"
            : $"{available} of {wanted} new pods available";
    }

    public bool IsComplete { get; }

    public int Restarts { get; }

    public string Reason { get; }
}
