using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Images;

/// <summary>What was built or found, from one target and one run to the next.</summary>
/// <param name="path">Where it is written: <c>artifacts/&lt;env&gt;/image/built.json</c>.</param>
public sealed class BuiltImagesFile(string path) : IBuiltImages
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new ReferenceConverter() },
    };

    private (bool IsKnown, IReadOnlyList<BuiltImage>? Images) planned;

    /// <summary>Lets later stages of this run plan with what BuildImage planned, and not with what an earlier run left.</summary>
    /// <param name="images">The planned images; null while they are not known.</param>
    public void Plan(IReadOnlyList<BuiltImage>? images) => planned = (true, images);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BuiltImage>?> ReadAsync(CancellationToken cancellationToken)
    {
        if (planned.IsKnown)
        {
            return planned.Images;
        }

        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var file = JsonSerializer.Deserialize<Content>(await File.ReadAllTextAsync(path, cancellationToken), Options);
            return file is { SchemaVersion: 1, Images: not null } ? file.Images : throw new BuiltImagesException(path, "its schemaVersion is not 1");
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new BuiltImagesException(path, exception.Message);
        }
    }

    /// <summary>Writes them, as a whole or not at all.</summary>
    /// <param name="images">The images.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    /// <returns>A task that ends when the file is there.</returns>
    public async Task WriteAsync(IReadOnlyList<BuiltImage> images, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        await File.WriteAllTextAsync(beside, JsonSerializer.Serialize(new Content(1, images), Options) + "\n", cancellationToken);
        File.Move(beside, path, overwrite: true);
        planned = default;
    }

    /// <summary>Forgets them, because what follows may not use those of an earlier run.</summary>
    public void Forget() => File.Delete(path);

    private sealed record Content(int SchemaVersion, IReadOnlyList<BuiltImage> Images);

    private sealed class ReferenceConverter : JsonConverter<ImageReference>
    {
        public override ImageReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ImageReference.Parse(reader.GetString() ?? throw new JsonException("an image reference is null"), null);

        public override void Write(Utf8JsonWriter writer, ImageReference value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}

/// <summary>The record of what was built cannot be read.</summary>
/// <param name="path">Where it is.</param>
/// <param name="why">What is wrong with it.</param>
public sealed class BuiltImagesException(string path, string why) : PipelineException(
    $"{path} cannot be read: {why.TrimEnd('.')}. It is written by BuildImage: run that again.");
