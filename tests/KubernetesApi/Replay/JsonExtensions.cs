using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Replay;

/// <summary>Reading JSON whose shape is not known.</summary>
internal static class JsonExtensions
{
    public static JsonObject? AsObjectOrNull(this JsonNode node) => node as JsonObject;
}
