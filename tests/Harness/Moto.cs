using System.ComponentModel;
using System.Diagnostics;

namespace TutorPipeline.Harness.Tests;

/// <summary>Whether the Python of this machine has moto.</summary>
internal static class Moto
{
    private static readonly Lazy<bool> IsThere = new(Look);

    public static void OrSkip() =>
        Assert.SkipUnless(IsThere.Value, "moto does not run here; install it with: python3 -m pip install 'moto[server]'.");

    /// <summary>The full path of a Python, with or without moto.</summary>
    public static string PythonOrSkip()
    {
        var python = FullPath("python3");
        Assert.SkipWhen(python is null, "python3 is not on PATH; install it with: apt-get install python3.");
        return python!;
    }

    /// <summary>Where a program of PATH is, or null.</summary>
    public static string? FullPath(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static bool Look()
    {
        try
        {
            var start = new ProcessStartInfo("python3", ["-c", "import moto.server, flask_cors"]) { RedirectStandardError = true };
            using var python = Process.Start(start)!;
            python.StandardError.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
