using System.Text;

namespace TutorPipeline.Infra.Generator;

/// <summary>The folder of generated files.</summary>
internal static class OutputFolder
{
    private const string Pattern = "*.g.cs";

    /// <summary>Writes what changed and removes what is no longer generated, so that builds see only true changes.</summary>
    public static void Replace(string folder, IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var stale in Directory.EnumerateFiles(folder, Pattern).Where(path => !files.ContainsKey(Path.GetFileName(path))))
        {
            File.Delete(stale);
        }

        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path) || File.ReadAllText(path) != text)
            {
                File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }
        }
    }
}
