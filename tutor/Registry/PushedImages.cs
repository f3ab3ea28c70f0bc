using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Registry;

/// <summary>An image as it lies in the registry.</summary>
/// <param name="Name">Which image: <c>openedx</c> or <c>openedx-mfe</c>.</param>
/// <param name="Reference">How to pull exactly it: registry, repository and digest.</param>
/// <param name="Digest">The digest: <c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="ContentTag">The tag that stands for all that went into it: <c>src-…</c>.</param>
/// <param name="Tags">All tags that are known to name it, <paramref name="ContentTag"/> included.</param>
/// <param name="PushedAt">When this pipeline pushed it; null when the registry had it before.</param>
public sealed record PushedImage(
    string Name, string Reference, string Digest, string ContentTag, IReadOnlyList<string> Tags, DateTimeOffset? PushedAt);

/// <summary>What is to be deployed: <c>artifacts/&lt;env&gt;/image.json</c>.</summary>
/// <param name="SchemaVersion">The version of the file's form: 1.</param>
/// <param name="Images">The images.</param>
public sealed record PushedImages(int SchemaVersion, IReadOnlyList<PushedImage> Images)
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>What it says; null when there is none.</returns>
    /// <exception cref="PushedImagesException">It is there and cannot be read.</exception>
    public static async Task<PushedImages?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            await using var stream = File.OpenRead(path);
            var images = await JsonSerializer.DeserializeAsync(stream, PushedImagesJson.Default.PushedImages, cancellationToken);
            return images is { SchemaVersion: 1, Images: not null } ? images : throw new JsonException("its schemaVersion is not 1");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new PushedImagesException(path, e);
        }
    }

    /// <summary>Writes the file so that its readers see the old one or the new one, never a part.</summary>
    /// <param name="path">Where; its folder is made.</param>
    /// <param name="cancellationToken">Ends the writing early, and leaves the old one.</param>
    /// <returns>A task that ends when it is there.</returns>
    internal async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Environment.ProcessId}.new";
        try
        {
            await using (var stream = File.Create(beside))
            {
                await JsonSerializer.SerializeAsync(stream, this, PushedImagesJson.Readable.PushedImages, cancellationToken);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}

/// <summary>The record of what was pushed cannot be read.</summary>
/// <param name="path">Where it is.</param>
/// <param name="innerException">What is wrong with it.</param>
public sealed class PushedImagesException(string path, Exception innerException) : PipelineException(
    $"{path} cannot be read: {innerException.Message.TrimEnd('.')}. PushImage writes it: delete the file and run PushImage again.",
    innerException);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PushedImages))]
internal sealed partial class PushedImagesJson : JsonSerializerContext
{
    public static PushedImagesJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
