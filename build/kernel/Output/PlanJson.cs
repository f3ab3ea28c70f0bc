using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>The plan as <c>--plan=json</c> prints it and the event stream begins with it.</summary>
internal static class PlanJson
{
    /// <summary>Writes the whole plan.</summary>
    public static void Write(MaskedJson json, IReadOnlyList<PlannedTarget> plan, string? environment)
    {
        json.Json.WriteNumber("schemaVersion", 1);
        json.Text("environment", environment);
        json.Json.WriteStartArray("targets");
        foreach (var target in plan)
            WriteTarget(json, target);
        json.Json.WriteEndArray();
    }

    /// <summary>Writes one target; <c>skipped</c> is the reason, or null when it will run.</summary>
    public static void WriteTarget(MaskedJson json, PlannedTarget target)
    {
        json.Json.WriteStartObject();
        json.Text("name", target.Name);
        json.Text("description", target.Description);
        json.Texts("dependsOn", target.DependsOn);
        json.Texts("orderedAfter", target.OrderedAfter);
        json.Text("skipped", target.SkipReason);
        json.Json.WriteEndObject();
    }
}
