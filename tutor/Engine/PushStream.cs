using System.Text.Json;
using Docker.DotNet.Models;

namespace TutorPipeline.Tutor.Engine;

/// <summary>
/// Reads what the engine writes during a push. A failed push ends like a good one: only its messages tell
/// (https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image/operation/ImagePush).
/// </summary>
internal sealed class PushStream(IProgress<LayerProgress> progress) : IProgress<JSONMessage>
{
    /// <summary>The digest that the stream reported; null until it did.</summary>
    public string? Digest { get; private set; }

    /// <summary>Why the push failed; null while it did not.</summary>
    public string? Fault { get; private set; }

    /// <inheritdoc/>
    public void Report(JSONMessage value)
    {
        Fault ??= value.Error?.Message;
        if (value.Aux?.ExtensionData is { } aux && aux.TryGetValue("Digest", out var digest))
        {
            Digest = digest is JsonElement { ValueKind: JsonValueKind.String } text ? text.GetString() : digest as string;
        }

        if (value is { ID.Length: > 0, Status: { } status })
        {
            progress.Report(new LayerProgress(
                value.ID, status, value.Progress?.Current ?? 0, value.Progress?.Total is > 0 and var total ? total : null));
        }
    }
}
