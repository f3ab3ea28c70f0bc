using System.Runtime.CompilerServices;
using Xunit;

namespace TutorPipeline.Infra.Tests;

/// <summary>
/// Compares text with a committed file; with UPDATE_GOLDEN=1 it writes the file instead, for a person to read the difference.
/// </summary>
internal static class Golden
{
    public static void Matches(string text, string name, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(
            File.Exists(path), $"There is no golden file {name}. Run the tests once with UPDATE_GOLDEN=1, read the file, and commit it.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
