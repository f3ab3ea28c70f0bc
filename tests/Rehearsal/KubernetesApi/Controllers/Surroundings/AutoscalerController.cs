using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Surroundings;

/// <summary>
/// Keeps each autoscaled Deployment between its bounds, through the scale subresource and so as an owner of its replicas. It knows no
/// metrics, so it does nothing within the bounds.
/// </summary>
internal sealed class AutoscalerController(Cluster cluster)
{
    private const double Interval = 15;

    private readonly Dictionary<string, DateTime> looked = [];

    public void Reconcile()
    {
        foreach (var autoscaler in cluster.List(Kinds.Autoscalers))
        {
            looked.TryAdd(autoscaler.Uid(), Pace.Now);
            if (!autoscaler.IsDying() && cluster.Pace.IsOver(looked[autoscaler.Uid()], Interval))
            {
                looked[autoscaler.Uid()] = Pace.Now;
                cluster.Pace.IsOver(Pace.Now, Interval);
                Look(autoscaler);
            }
        }
    }

    private void Look(JsonObject autoscaler)
    {
        var target = autoscaler["spec"]!["scaleTargetRef"]!;
        if ((string?)target["kind"] != "Deployment"
            || cluster.Get(Kinds.Deployments, autoscaler.Namespace(), (string)target["name"]!) is not { } deployment)
        {
            return;
        }

        var now = deployment.Number("spec", "replicas", 1);
        var (least, most) = (autoscaler.Number("spec", "minReplicas", 1), autoscaler.Number("spec", "maxReplicas", 1));
        var wanted = now == 0 ? 0 : Math.Clamp(now, least, Math.Max(least, most)); // With no replicas it is switched off.
        if (wanted != now)
        {
            cluster.UpdateScale(deployment, wanted);
            var why = now < least ? "below Spec.MinReplicas" : "above Spec.MaxReplicas";
            cluster.Events.Normal(
                autoscaler, "horizontal-pod-autoscaler", "SuccessfulRescale",
                string.Create(CultureInfo.InvariantCulture, $"New size: {wanted}; reason: Current number of replicas {why}"));
        }

        cluster.UpdateStatus(autoscaler, value =>
        {
            var status = Defaults.Child(value, "status");
            (status["currentReplicas"], status["desiredReplicas"]) = (deployment.Number("status", "replicas"), wanted);
            if (wanted != now)
            {
                status["lastScaleTime"] = Defaults.Now();
            }
        });
    }
}
