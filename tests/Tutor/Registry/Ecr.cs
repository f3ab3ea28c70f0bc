using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>moto on a free loopback port, whose ECR gives tokens; started once for all tests of a class.</summary>
public sealed class Ecr : IDisposable
{
    private readonly Process? process;
    private readonly Uri? endpoint;
    private readonly string missing = string.Empty;

    public Ecr()
    {
        try
        {
            process = Process.Start(new ProcessStartInfo("python3", ["-m", "moto_plus"])
            {
                WorkingDirectory = Folder(),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            missing = exception.Message;
            return;
        }

        // It says where it listens in one line, and nothing at all when moto is not installed.
        process.BeginErrorReadLine();
        if (process.StandardOutput.ReadLine() is { } ready)
        {
            endpoint = new Uri(JsonDocument.Parse(ready).RootElement.GetProperty("url").GetString()!);
        }
    }

    public Uri OrSkip()
    {
        Assert.SkipWhen(endpoint is null, $"moto does not run here {missing}; install it with: python3 -m pip install 'moto[server]'.");
        return endpoint;
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process?.Dispose();
    }

    private static string Folder([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "Rehearsal"));
}
