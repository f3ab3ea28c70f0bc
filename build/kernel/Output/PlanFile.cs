using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>Writes <c>plan.json</c>, what a dry run found, for programs. Its form is versioned and stable.</summary>
internal sealed class PlanFile(RunRecord record, OutputOptions options) : IRunReport
{
    /// <inheritdoc/>
    public string FileName => "plan.json";

    /// <inheritdoc/>
    public void Write(RunFinished finished) =>
        MaskedJson.WriteFile(Path.Combine(options.ArtifactsDirectory, FileName), options.Masker, plan => WritePlan(plan, finished));

    private void WritePlan(MaskedJson plan, RunFinished finished)
    {
        plan.Json.WriteNumber("schemaVersion", 1);
        plan.Text("environment", record.Started.EnvironmentName);
        plan.Json.WriteStartArray("targets");
        foreach (var target in DryRunPlan.Of(record.Started, finished))
            WriteTarget(plan, target);
        plan.Json.WriteEndArray();
        CostTotals.Of(record.Started, finished.Costs).WriteTo(plan);
    }

    private static void WriteTarget(MaskedJson plan, DryRunTarget target)
    {
        plan.Json.WriteStartObject();
        plan.Text("name", target.Planned.Name);

        // Whoever reads the file wants the graph of this run: ordering counts as much as need.
        plan.Texts("dependsOn", target.Planned.OrderedAfter);
        plan.Json.WriteStartArray("changes");
        foreach (var change in target.Changes)
        {
            plan.Json.WriteStartObject();
            plan.Text("kind", change.Kind);
            plan.Text("subject", change.Subject);
            plan.Text("detail", change.Detail);
            plan.Json.WriteEndObject();
        }

        plan.Json.WriteEndArray();
        plan.Json.WriteStartArray("notLookedAt");
        foreach (var gap in target.Gaps)
        {
            plan.Json.WriteStartObject();
            plan.Text("what", gap.What);
            plan.Text("why", gap.Why);
            plan.Text("howToGet", gap.HowToGet);
            plan.Json.WriteEndObject();
        }

        plan.Json.WriteEndArray();
        plan.Json.WriteEndObject();
    }
}
