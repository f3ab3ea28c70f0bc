using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Passes on what Terraform says while it applies: what is done as it is done, and what only reassures at verbose level.</summary>
internal static class ApplyProgress
{
    private static readonly string[] Done = [": Creation complete", ": Modifications complete", ": Destruction complete", ": Import complete"];

    private static readonly string[] Underway = [": Creating...", ": Modifying...", ": Destroying...", ": Still ", ": Importing..."];

    /// <summary>Passes one line on, if it is one of these.</summary>
    public static void Tell(string line, IStageReport report)
    {
        if (Has(line, Done))
        {
            report.Information(line.Trim());
        }
        else if (Has(line, Underway))
        {
            report.Verbose(line.Trim());
        }
    }

    private static bool Has(string line, string[] phrases)
    {
        foreach (var phrase in phrases)
        {
            if (line.Contains(phrase, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
