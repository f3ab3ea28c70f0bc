using System.Diagnostics;
using System.Net.Sockets;
using Amazon.Runtime;
using TutorPipeline.Infra.Calls;
using Xunit;

namespace TutorPipeline.Infra.Tests.Calls;

/// <summary>moto, a stand-in for AWS, on a free loopback port; started once for all tests of a class.</summary>
public sealed class MotoServer : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly Process? process;
    private readonly string missing = string.Empty;

    public MotoServer()
    {
        Port = LoopbackAws.FreePort();
        try
        {
            process = Process.Start(new ProcessStartInfo("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", $"{Port}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            missing = exception.Message;
            return;
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        WaitUntilItListens();
    }

    private int Port { get; }

    internal Uri Endpoint => new($"http://127.0.0.1:{Port}");

    /// <summary>A way to moto, or the test is skipped with what is missing and how to get it.</summary>
    internal AwsCalls AwsOrSkip()
    {
        Assert.SkipWhen(
            process is null || process.HasExited,
            $"moto does not run here {missing}; install it with: python3 -m pip install 'moto[server]'.");
        return new(() => new BasicAWSCredentials("test", "test"), "us-east-1", Endpoint);
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

    private void WaitUntilItListens()
    {
        for (var start = Stopwatch.StartNew(); !process!.HasExited; Thread.Sleep(100))
        {
            using var client = new TcpClient();
            try
            {
                client.Connect("127.0.0.1", Port);
                return;
            }
            catch (SocketException) when (start.Elapsed < StartLimit)
            {
                // Not yet.
            }
        }
    }
}
