using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Reads numbers, whichever type they were made of: <see cref="JsonValue"/> converts none.</summary>
internal static class Numbers
{
    public static long? Whole(this JsonNode? node) => node is not JsonValue value ? null
        : value.TryGetValue<long>(out var wide) ? wide
        : value.TryGetValue<int>(out var narrow) ? narrow
        : (long)value.GetValue<double>();
}
