namespace TutorPipeline.Infra.Engines;

/// <summary>Writes a stack's configuration into its folder.</summary>
internal static class StackFolder
{
    /// <summary>Writes both files, each as a whole or not at all; a file that already holds the text keeps its time of change.</summary>
    public static async Task WriteAsync(string folder, StackFiles files, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await WriteAsync(Path.Combine(folder, "main.tf.json"), files.MainJson, cancellationToken);
        await WriteAsync(Path.Combine(folder, "inputs.auto.tfvars.json"), files.InputsJson, cancellationToken);
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        if (File.Exists(path) && await File.ReadAllTextAsync(path, cancellationToken) == text)
        {
            return;
        }

        var temporary = $"{path}.{System.Environment.ProcessId}.tmp";
        try
        {
            await File.WriteAllTextAsync(temporary, text, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException exception) when (NoRoomException.Of($"Writing {Path.GetFileName(path)}", Path.GetDirectoryName(path)!, exception) is { } full)
        {
            File.Delete(temporary);
            throw full;
        }
    }
}
