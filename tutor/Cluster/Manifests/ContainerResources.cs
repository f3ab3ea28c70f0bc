using System.Text.Json.Nodes;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>
/// What containers ask for. The 2 GiB of LMS and Studio are what Tutor itself reserves for two uWSGI workers. All other figures are first
/// estimates for a small school, nothing that was measured; measure with <c>kubectl top pods</c> and set the parameter Resources.
/// </summary>
internal sealed class ContainerResources(IReadOnlyList<ResourceChoice> chosen)
{
    private const string Other = "100m,256Mi,1Gi";

    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["lms"] = "250m,2Gi,3Gi", ["cms"] = "250m,2Gi,3Gi", ["lms-worker"] = "250m,1Gi,3Gi", ["cms-worker"] = "250m,1Gi,3Gi",
        ["caddy"] = "50m,64Mi,256Mi", ["mfe"] = "50m,64Mi,256Mi", ["meilisearch"] = "100m,256Mi,2Gi",
    };

    public void AddTo(string workload, JsonObject container)
    {
        var own = chosen.LastOrDefault(choice => choice.Workload == workload);

        // A plugin that set a limit has thought about it.
        if (own is null && container["resources"]?["limits"] is JsonObject)
        {
            return;
        }

        var choice = own ?? ResourceChoice.Parse($"{workload}={Defaults.GetValueOrDefault(workload, Other)}", null);
        container["resources"] = new JsonObject
        {
            ["requests"] = new JsonObject { ["cpu"] = choice.Cpu, ["memory"] = choice.Memory },
            ["limits"] = new JsonObject { ["memory"] = choice.MemoryLimit },
        };
    }
}
