using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TutorPipeline.Tutor.Images.Sources;

/// <summary>Sources as a file for people and programs: <c>sources.json</c> and <c>sources.lock.json</c>.</summary>
/// <param name="SchemaVersion">Which form it has; 1.</param>
/// <param name="Sources">The sources.</param>
public sealed record SourcesFile(int SchemaVersion, IReadOnlyList<ResolvedSource> Sources)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The sources; null when there is no such file.</returns>
    /// <exception cref="SourceException">It is there and cannot be read.</exception>
    public static async Task<SourcesFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var file = JsonSerializer.Deserialize<SourcesFile>(await File.ReadAllTextAsync(path, cancellationToken), Options);
            return file is { SchemaVersion: 1, Sources: not null }
                ? file
                : throw SourceException.Unreadable(path, "it is not of the form with schemaVersion 1");
        }
        catch (JsonException exception)
        {
            throw SourceException.Unreadable(path, exception.Message);
        }
    }

    /// <summary>Writes a file as a whole or not at all.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    /// <returns>A task that ends when it is there.</returns>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        await File.WriteAllTextAsync(beside, JsonSerializer.Serialize(this, Options) + "\n", cancellationToken);
        File.Move(beside, path, overwrite: true);
    }
}
