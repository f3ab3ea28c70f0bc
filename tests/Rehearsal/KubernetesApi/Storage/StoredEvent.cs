using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Storage;

/// <summary>One change of one object, as watches see it. The objects are never changed after they are stored.</summary>
/// <param name="Revision">The store's revision that the change made.</param>
/// <param name="Key">Where the object is kept, see <c>ResourceType.StorageKey</c>.</param>
/// <param name="Before">The object before; null when it was made.</param>
/// <param name="After">The object after; null when it went.</param>
internal sealed record StoredEvent(long Revision, string Key, JsonObject? Before, JsonObject? After);
