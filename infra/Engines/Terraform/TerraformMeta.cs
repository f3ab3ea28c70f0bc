using System.Text.Json;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Writes what Terraform reads as plain words and never as templates: providers, dependencies, lifecycle.</summary>
internal static class TerraformMeta
{
    /// <summary>Writes what there is.</summary>
    public static void Write(Utf8JsonWriter writer, Element element)
    {
        if (element.Provider is { } provider)
        {
            writer.WriteString("provider", $"aws.{provider.Alias}");
        }

        WriteWords(writer, "depends_on", [.. element.DependsOn.Select(other => other.ElementAddress)]);
        if (element is Resource { Lifecycle: { } lifecycle })
        {
            WriteLifecycle(writer, lifecycle);
        }
    }

    private static void WriteLifecycle(Utf8JsonWriter writer, Lifecycle lifecycle)
    {
        writer.WriteStartObject("lifecycle");
        if (lifecycle.PreventDestroy)
        {
            writer.WriteBoolean("prevent_destroy", true);
        }

        if (lifecycle.CreateBeforeDestroy)
        {
            writer.WriteBoolean("create_before_destroy", true);
        }

        if (lifecycle.IgnoreAllChanges)
        {
            writer.WriteString("ignore_changes", "all");
        }
        else
        {
            WriteWords(writer, "ignore_changes", lifecycle.IgnoreChanges);
        }

        WriteWords(writer, "replace_triggered_by", [.. lifecycle.ReplaceTriggeredBy.Select(other => other.ElementAddress)]);
        writer.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter writer, string name, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
