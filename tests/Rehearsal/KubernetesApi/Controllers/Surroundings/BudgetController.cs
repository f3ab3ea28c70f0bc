using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Surroundings;

/// <summary>Says in each PodDisruptionBudget how many pods may go.</summary>
internal sealed class BudgetController(Cluster cluster)
{
    public void Reconcile()
    {
        foreach (var value in cluster.List(Kinds.Budgets))
        {
            if (!value.IsDying())
            {
                Say(Budget.Of(value, cluster.List(Kinds.Pods, value.Namespace())));
            }
        }
    }

    private void Say(Budget budget)
    {
        var (status, reason) = budget.Allowed > 0 ? ("True", "SufficientPods") : ("False", "InsufficientPods");
        var before = budget.Value.Condition("DisruptionAllowed");
        var since = (string?)before?["status"] == status ? (string?)before["lastTransitionTime"] : Defaults.Now();
        cluster.UpdateStatus(budget.Value, value => value["status"] = new JsonObject
        {
            ["observedGeneration"] = value.Number("metadata", "generation"), ["disruptionsAllowed"] = budget.Allowed,
            ["currentHealthy"] = budget.Healthy, ["desiredHealthy"] = budget.Desired, ["expectedPods"] = budget.Expected,
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "DisruptionAllowed", ["status"] = status, ["observedGeneration"] = value.Number("metadata", "generation"),
                ["lastTransitionTime"] = since, ["reason"] = reason, ["message"] = "",
            }),
        });
    }
}
