using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.Runtime;
using TutorPipeline.Infra.Access;
using TutorPipeline.Infra.Calls;
using Xunit;

namespace TutorPipeline.Infra.Tests.Calls;

/// <summary>moto with what the stacks need, a stand-in for AWS on a free loopback port; started once for all tests of a class.</summary>
public sealed class MotoServer : IDisposable
{
    private readonly Process? process;
    private readonly Uri? endpoint;
    private readonly string missing = string.Empty;

    public MotoServer()
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

    /// <summary>A way to moto, or the test is skipped with what is missing and how to get it.</summary>
    internal AwsAccess AccessOrSkip()
    {
        Assert.SkipWhen(endpoint is null, $"moto does not run here {missing}; install it with: python3 -m pip install 'moto[server]'.");
        return new("us-east-1", endpoint, () => new BasicAWSCredentials("test", "test"));
    }

    /// <summary>Calls to moto, or the test is skipped with what is missing and how to get it.</summary>
    internal AwsCalls AwsOrSkip() => new(AccessOrSkip());

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
