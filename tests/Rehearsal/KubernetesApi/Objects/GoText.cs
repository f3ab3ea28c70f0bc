using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Values as a real server prints them into its messages.</summary>
internal static class GoText
{
    /// <summary>A time of less than an hour.</summary>
    public static string Duration(int seconds) =>
        seconds < 60 ? $"{seconds}s" : $"{seconds / 60}m{seconds % 60}s";

    public static string Selector(JsonNode? selector)
    {
        var labels = string.Join(", ", (selector?["matchLabels"] as JsonObject ?? []).Select(p => $"\"{p.Key}\":\"{p.Value}\""));
        return $"v1.LabelSelector{{MatchLabels:map[string]string{{{labels}}}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}}";
    }
}
