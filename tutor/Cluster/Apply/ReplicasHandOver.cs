using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>
/// Leaves the number of replicas to the autoscaler. Whoever owns the field alone and lets go of it sets it back to 1; so a second
/// manager takes it first.
/// </summary>
internal sealed class ReplicasHandOver(ServerSideApply apply)
{
    /// <summary>Who holds the number until the autoscaler changes it.</summary>
    public const string Holder = "tutorpipeline-replicas";

    /// <summary>The workloads of a set whose number of replicas an autoscaler decides.</summary>
    public static IReadOnlySet<(string Kind, string Name)> Scaled(ManifestSet set)
    {
        var targets = new HashSet<(string, string)>();
        foreach (var item in set.Items)
        {
            if (item.Key.Kind == "HorizontalPodAutoscaler" && item.Document["spec"]?["scaleTargetRef"] is { } target)
            {
                targets.Add(((string?)target["kind"] ?? "", (string?)target["name"] ?? ""));
            }
        }

        return targets;
    }

    /// <summary>Whether applying the manifest would take the number away that only this pipeline, or kubectl before, has set.</summary>
    public static bool IsNeeded(Manifest manifest, JsonObject? live, IReadOnlySet<(string Kind, string Name)> scaled) =>
        live?["spec"]?["replicas"] is not null
        && manifest.Document["spec"]?["replicas"] is null
        && scaled.Contains((manifest.Key.Kind, manifest.Key.Name))
        && (FieldOwnership.Has(FieldOwnership.OurFields(live), "f:spec", "f:replicas") || Adoption.IsNeeded(live))
        && !IsHeldByAnother(live);

    /// <summary>Lets the second manager hold the number that there is now.</summary>
    public async Task<ManifestFault?> HandOverAsync(Manifest manifest, JsonObject live, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject { ["name"] = manifest.Key.Name, ["namespace"] = manifest.Key.NamespaceName };
        var claim = new Manifest(new JsonObject
        {
            ["apiVersion"] = manifest.ApiVersion, ["kind"] = manifest.Key.Kind, ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = live["spec"]!["replicas"]!.DeepClone() },
        });
        return (await apply.ApplyAsync(claim, new ApplyMode(IsForced: true) { Manager = Holder }, cancellationToken)).Fault;
    }

    private static bool IsHeldByAnother(JsonObject live) =>
        !Adoption.IsNeeded(live) && FieldOwnership.OthersOwn(live, "f:spec", "f:replicas");
}
