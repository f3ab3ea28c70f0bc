using System.Text.Json;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>Remembers what <c>up</c> started.</summary>
internal sealed class StateFile(string path)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What is written down, or null.</summary>
    /// <exception cref="HarnessException">The file is damaged.</exception>
    public Stage? Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Stage>(File.ReadAllText(path), Indented) : null;
        }
        catch (JsonException e)
        {
            throw new HarnessException($"{path} cannot be read ({e.Message}), so it is not known what was started. Look for processes "
                + "'moto_plus' and 'kubernetes-api', end those that are yours, and remove the file.");
        }
    }

    public void Write(Stage stage)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(stage, Indented));
    }

    public void Remove() => File.Delete(path);
}
